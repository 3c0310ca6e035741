package org.sheratan.edge.console;

import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.Api;
import org.sheratan.edge.cli.shell.CommandFailure;
import org.sheratan.edge.cli.shell.View;
import org.sheratan.edge.console.report.Asker;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.http.LocalApi;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.Problem;

/** The way to a node that comes up after the console does, or does not come up at all. Any thread. */
public final class NodeAsker implements Asker {
  private volatile Optional<LocalApi> api = Optional.empty();
  private volatile Optional<CommandFailure> failed = Optional.empty();

  public void onRunning(LocalApi running) {
    api = Optional.of(running);
  }

  /** It will not come up. */
  public void onRefused(CommandFailure why) {
    failed = Optional.of(why);
  }

  @Override
  public boolean starting() {
    return api.isEmpty() && failed.isEmpty();
  }

  @Override
  public View get(String target) throws CommandFailure {
    return ask(node -> node.get(target));
  }

  @Override
  public View post(String target, Json.Obj body) throws CommandFailure {
    return ask(node -> node.post(target, body));
  }

  private interface Call {
    Json.Obj to(LocalApi node) throws HttpRefusal;
  }

  private View ask(Call call) throws CommandFailure {
    if (api.isEmpty()) {
      throw failed.orElseGet(() -> new CommandFailure(ExitStatus.UNREACHABLE, "starting", ""));
    }
    try {
      return new View(call.to(api.get()));
    } catch (HttpRefusal refused) {
      Problem problem = refused.problem();
      throw new CommandFailure(Api.exit(problem.status(), problem.code()), problem.detail(), problem.fix());
    }
  }
}
