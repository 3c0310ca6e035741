package org.sheratan.edge.cli.shell;

import java.util.concurrent.Callable;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;

/** A command: does its work with a {@link Session} and ends with an {@link ExitStatus}. */
public abstract class NodeCommand implements Callable<Integer> {
  private final Session session;

  protected NodeCommand(Session session) {
    this.session = session;
  }

  protected abstract ExitStatus run(Output output) throws CommandFailure;

  protected final Session session() {
    return session;
  }

  @Override
  public final Integer call() throws CommandFailure {
    return run(session.output()).code();
  }
}
