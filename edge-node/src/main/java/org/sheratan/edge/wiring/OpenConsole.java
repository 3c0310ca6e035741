package org.sheratan.edge.wiring;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.console.ConsoleLoop;
import org.sheratan.edge.console.ConsoleParts;
import org.sheratan.edge.console.NodeAsker;
import org.sheratan.edge.console.report.Facts;
import org.sheratan.edge.daemon.Fatal;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.daemon.Shutdown;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.daemon.Threads;
import org.sheratan.edge.http.LocalApi;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.radio.link.lora.hardware.SerialPorts;

/** The serial console of this process: there before the node is, and when the node does not come up. */
final class OpenConsole implements AutoCloseable {
  private static final long LAST_WORDS_MS = 1_000;

  private final NodeAsker asker = new NodeAsker();
  private final Threads threads = new Threads(new Fatal());
  private final MachineFacts machine;
  private final NodeRecovery recovery;
  private final ConsoleLoop loop;
  private final Thread thread;
  private String told = "";

  private OpenConsole(Config config, Access access, Shutdown shutdown, boolean safe) {
    SystemClock clock = new SystemClock();
    DataFolder folder = new DataFolder(config.node().dataFolder());
    machine = new MachineFacts(Path.of("/"), NodeChoices.name(config), folder.top(), safe);
    recovery = new NodeRecovery(config, shutdown, System.getenv());
    loop = new ConsoleLoop(
        waker -> SerialPorts.source(config.console().device(), waker, threads.links()),
        new ConsoleParts(new Facts(asker, machine, !config.console().ascii()), access, recovery,
            config.console().ascii()),
        clock,
        threads.connections());
    thread = threads.start("console", loop);
  }

  /** Empty where none is configured. */
  static Optional<OpenConsole> of(Config config, Access access, Shutdown shutdown, boolean safe) {
    return config.console().device().isEmpty()
        ? Optional.empty()
        : Optional.of(new OpenConsole(config, access, shutdown, safe));
  }

  /** Somebody at the console ended the process, so that it starts again. */
  boolean restarting() {
    return recovery.restarting();
  }

  void onRunning(LocalApi api, Config.Http http, int port) {
    if (http.enabled()) {
      machine.onWeb(WebNames.address(http, port));
    }
    asker.onRunning(api);
    loop.onNews();
  }

  /** Says so where it is news: a start may be refused for the same reason again and again. */
  void onRefused(StartRefusal refused) {
    String why = refused.getMessage() + (refused.lasting() ? "" : "; it is tried again");
    asker.onRefused(new CommandFailure(refused.status(), why, refused.fix()));
    if (!why.equals(told)) {
      told = why;
      loop.onNews();
    }
  }

  /** How long ago something was typed there; empty when nothing ever was. */
  OptionalLong quietMs() {
    return loop.quietMs();
  }

  @Override
  public void close() {
    loop.close();
    try {
      thread.join(LAST_WORDS_MS);
    } catch (InterruptedException hurried) {
      Log.debug("console-late", "why", hurried);
      Thread.currentThread().interrupt();
    }
    threads.close();
  }
}
