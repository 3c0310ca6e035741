package org.sheratan.edge.console;

import java.util.List;

import org.sheratan.edge.shell.CommandFailure;

/** Has work done elsewhere, so that the console goes on listening. What it gives comes back by its number. */
interface Errands {
  /** May wait for the node, the radio or the disk. */
  @FunctionalInterface
  interface Work {
    List<String> run() throws CommandFailure;
  }

  /** Calls {@link ConsoleSession#onDone} later, once, on the session's own thread. */
  void start(int number, Work work);

  /** Nobody waits for it any more. */
  void abandon(int number);
}
