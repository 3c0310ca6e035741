package org.sheratan.edge.console;

import org.sheratan.core.json.Json;
import org.sheratan.edge.console.report.Asker;
import org.sheratan.edge.console.report.ConsoleHint;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.http.LocalApi;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

/** The way to a node that comes up after the console does, or is refused and tried again. Any thread. */
public final class NodeAsker implements Asker {
  private sealed interface Standing {
    record Starting() implements Standing {}

    record Running(LocalApi api) implements Standing {}

    record Refused(CommandFailure why) implements Standing {}
  }

  private volatile Standing standing = new Standing.Starting();

  public void onRunning(LocalApi running) {
    standing = new Standing.Running(running);
  }

  /** It has not come up. */
  public void onRefused(CommandFailure why) {
    standing = new Standing.Refused(why);
  }

  @Override
  public boolean starting() {
    return standing instanceof Standing.Starting;
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
    return switch (standing) {
      case Standing.Starting() -> throw new CommandFailure(ExitStatus.UNREACHABLE, "starting", "");
      case Standing.Refused(CommandFailure why) -> throw why;
      case Standing.Running(LocalApi api) -> answer(call, api);
    };
  }

  private static View answer(Call call, LocalApi api) throws CommandFailure {
    try {
      return new View(call.to(api));
    } catch (HttpRefusal refused) {
      Problem problem = refused.problem();
      throw new CommandFailure(Api.exit(problem.status(), problem.code()), problem.detail(),
          ConsoleHint.of(problem.fix()));
    }
  }
}
