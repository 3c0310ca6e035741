package org.sheratan.edge.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.daemon.ServiceNotice;
import org.sheratan.edge.daemon.Shutdown;
import org.sheratan.edge.daemon.SystemClock;

/**
 * Starts a node and keeps it until it is asked to stop. Where it has a console a refused start is not the end: somebody there
 * can see why, and it is tried again as {@link RefusedStart} has it.
 */
final class Starts {
  private static final long LOOK_MS = 1_000;
  private static final long NOT_YET_MS = 60_000;

  private final Config config;
  private final Access access;
  private final Shutdown shutdown;
  private final Optional<InputStream> until;
  private final Optional<OpenConsole> console;
  private final SystemClock clock = new SystemClock();
  private boolean listening;

  Starts(Config config, Access access, Shutdown shutdown, Optional<InputStream> until,
      Optional<OpenConsole> console) {
    this.config = config;
    this.access = access;
    this.shutdown = shutdown;
    this.until = until;
    this.console = console;
  }

  /**
   * Returns when somebody asked for its end.
   *
   * @throws StartRefusal when it could not start, and staying helps nobody
   */
  void run() throws StartRefusal, InterruptedException, IOException {
    try (ServiceNotice service = serviceNotice()) {
      RefusedStart refused = new RefusedStart(service.heard(), clock.monoMs());
      boolean again = true;
      while (again) {
        try {
          runUntilAsked(service);
          again = false;
        } catch (StartRefusal why) {
          again = stay(why, refused, service);
        }
      }
    }
  }

  private void runUntilAsked(ServiceNotice service) throws StartRefusal, InterruptedException {
    try (RunningNode node = RunningNode.start(config, access, shutdown, service, console)) {
      listen();
      node.ready();
      shutdown.await();
      Log.info("stopping");
      service.stopping();
    }
  }

  /** Whether to try again; false when somebody at the console wanted another process to do so. */
  private boolean stay(StartRefusal why, RefusedStart refused, ServiceNotice service)
      throws StartRefusal, InterruptedException {
    if (console.isEmpty()) {
      throw why;
    }
    Log.error("refused", "why", why.getMessage());
    console.get().onRefused(why);
    listen();
    refused.onRefused(why.lasting(), clock.monoMs());
    long nextNoticeMs = clock.monoMs() + NOT_YET_MS;
    service.notYet(2 * NOT_YET_MS);
    while (!shutdown.await(LOOK_MS)) {
      switch (refused.next(clock.monoMs(), console.get().quietMs())) {
        case WAIT -> {
          if (clock.monoMs() >= nextNoticeMs) {
            nextNoticeMs = clock.monoMs() + NOT_YET_MS;
            service.notYet(2 * NOT_YET_MS);
          }
        }
        case TRY -> {
          return true;
        }
        case GIVE_UP -> throw givenUp(why);
      }
    }
    if (console.get().restarting()) {
      return false;
    }
    throw why;
  }

  /** The manager starts the process again, and the console with it, whatever it was. */
  private static StartRefusal givenUp(StartRefusal why) {
    return why.lasting() ? new StartRefusal(ExitStatus.FAILURE, why.getMessage(), why.fix()) : why;
  }

  private void listen() {
    if (!listening) {
      listening = true;
      shutdown.listen();
      until.ifPresent(shutdown::askAtEndOf);
    }
  }

  private static ServiceNotice serviceNotice() throws StartRefusal {
    try {
      return ServiceNotice.of(System.getenv());
    } catch (IOException refused) {
      throw new StartRefusal(ExitStatus.FAILURE,
          "the service manager cannot be told: " + refused.getMessage(),
          "start it with systemctl");
    }
  }
}
