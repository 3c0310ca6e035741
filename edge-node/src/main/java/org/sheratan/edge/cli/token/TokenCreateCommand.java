package org.sheratan.edge.cli.token;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.SecondsConverter;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "create", description = {
    "Make a token for a program or a person that is not to have all power over this node.",
    "It is shown this once. Scopes, each with those before it: read looks; submit hands in work and words;",
    "operate decides about work of others; admin does everything."}, footer = {"", "Example:",
        "  sheratan token create weather-script --scope submit --expires-in 30d --file weather.token"})
public final class TokenCreateCommand extends NodeCommand {
  @Parameters(paramLabel = "NAME", description = "What it is for: a-z, 0-9, - and _, a letter first.")
  private String name;
  @Option(names = "--scope", paramLabel = "SCOPE", required = true, description = "read, submit, operate or admin.")
  private String scope;
  @Option(names = "--expires-in", paramLabel = "DURATION", converter = SecondsConverter.class, description = "How long it is good, such as 12h or 30d. Default: until it is revoked.")
  private Duration lifetime;
  @Option(names = "--file", paramLabel = "FILE", description = "Write it there, for you alone, instead of showing it. There must be no such file.")
  private Path file;

  public TokenCreateCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    TokenReport.path(name);
    Optional<SecretPlace> place = file == null ? Optional.empty() : Optional.of(SecretPlace.claim(file));
    Json.Obj made;
    try {
      made = ask();
    } catch (CommandFailure refused) {
      if (place.isPresent()) {
        place.get().giveUp();
      }
      throw refused;
    }
    View token = new View(made);
    if (place.isEmpty()) {
      output.document(made);
      output.line(token.text("token"));
      output.note("shown this once; who has it can do what " + token.text("scope") + " means");
    } else {
      place.get().fill(token.text("token"), name);
      output.document(made.with("token", new Json.Null()).with("file", file.toString()));
      output.line("token " + name + " is in " + file);
    }
    output.hint("end it with: ", "sheratan token revoke " + name);
    return ExitStatus.OK;
  }

  private Json.Obj ask() throws CommandFailure {
    Json.Obj wanted = Json.Obj.EMPTY.with("name", name).with("scope", scope);
    return session().api().post(TokenReport.PATH,
        lifetime == null ? wanted : wanted.with("expires_in_s", Math.max(1, lifetime.toSeconds())),
        session().patience());
  }
}
