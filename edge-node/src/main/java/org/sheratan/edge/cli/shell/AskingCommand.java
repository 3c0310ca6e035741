package org.sheratan.edge.cli.shell;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

/** A command that asks the node once: its answer is the document, or what people read of it. */
public abstract class AskingCommand extends NodeCommand {
  public AskingCommand(Session session) {
    super(session);
  }

  protected abstract Json.Obj ask() throws CommandFailure;

  protected abstract ExitStatus print(View answer, Output output);

  @Override
  protected final ExitStatus run(Output output) throws CommandFailure {
    Json.Obj answer = ask();
    output.document(answer);
    return print(new View(answer), output);
  }
}
