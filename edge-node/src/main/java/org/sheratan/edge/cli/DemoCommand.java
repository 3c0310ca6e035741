package org.sheratan.edge.cli;

import java.io.IOException;
import java.nio.file.Path;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Shutdown;
import org.sheratan.edge.shell.CommandFailure;

@Command(name = "demo", description = {
    "Show on this machine what a mesh does.",
    "Three nodes, each a process of its own, find each other over UDP, share out jobs, and finish one whose worker is killed.",
    "Everything is in a temporary folder, which is removed at the end."}, footer = {"", "Examples:",
        "  sheratan demo", "  sheratan demo --once --json"})
final class DemoCommand extends NodeCommand {
  private static final long SIGNAL_MS = 300;

  @Option(names = "--once", description = "Stop when the jobs are done, instead of leaving the nodes running.")
  private boolean once;

  DemoCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Shutdown shutdown = new Shutdown();
    shutdown.listen();
    ExitStatus exit = ExitStatus.FAILURE;
    try {
      exit = run(output, shutdown);
      return exit;
    } finally {
      shutdown.ask();
      shutdown.finished(exit.code());
    }
  }

  private ExitStatus run(Output output, Shutdown shutdown) throws CommandFailure {
    boolean shown = false;
    try (DemoFolder folder = DemoFolder.make(); DemoNodes nodes = new DemoNodes(folder, shutdown)) {
      for (Path stale : StaleDemos.remove(folder)) {
        output.note("removed " + stale + ", left by a demo that was killed");
      }
      DemoStory story = new DemoStory(nodes, folder, output);
      DemoOutcome outcome = story.tell();
      output.document(outcome.toJson());
      shown = outcome.asPromised();
      if (!once) {
        story.stay();
      }
      return shown ? ExitStatus.OK : ExitStatus.FAILURE;
    } catch (DemoInterrupted | CommandFailure ended) {
      if (ended instanceof CommandFailure failed && !interrupted(shutdown)) {
        throw failed;
      }
      output.line("stopped");
      return shown ? ExitStatus.OK : ExitStatus.INTERRUPTED;
    } catch (IOException broken) {
      throw new CommandFailure(ExitStatus.FAILURE,
          "the demo cannot use its temporary folder: " + broken.getMessage(),
          "");
    }
  }

  /** Ctrl-C reaches the nodes too, perhaps first: what fails because they go is no failure. */
  private static boolean interrupted(Shutdown shutdown) {
    try {
      return shutdown.await(SIGNAL_MS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
