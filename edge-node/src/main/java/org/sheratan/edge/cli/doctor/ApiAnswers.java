package org.sheratan.edge.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.doctor.Answers;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

/** The API of a node that may not run: asked once whether it does. */
final class ApiAnswers implements Answers {
  private final Session session;
  private final Optional<Api> api;
  private final Optional<Silence> silence;
  private final boolean starting;

  ApiAnswers(Session session, Path folder) {
    this.session = session;
    Optional<Api> open = Optional.empty();
    Optional<Silence> why = Optional.empty();
    try {
      open = Optional.of(session.localApi());
      open.get().get("/api/v1/status", session.patience());
    } catch (CommandFailure failed) {
      open = Optional.empty();
      why = Optional.of(new Silence(failed.getMessage(), failed.fix(),
          failed.exit() == ExitStatus.AUTH && closed(folder.resolve("api-token"))));
    }
    this.api = open;
    this.starting = open.isEmpty() && Api.starting(folder);
    this.silence = why;
  }

  private static boolean closed(Path token) {
    return !Files.isReadable(token) && !Files.notExists(token);
  }

  @Override
  public Optional<View> get(String path) {
    if (api.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new View(api.get().get(path, session.patience())));
    } catch (CommandFailure without) {
      return Optional.empty();
    }
  }

  @Override
  public boolean starting() {
    return starting;
  }

  @Override
  public Optional<Silence> silence() {
    return silence;
  }
}
