package org.sheratan.edge.cli.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.sheratan.core.json.Json;
import org.sheratan.core.sim.Fleet;
import org.sheratan.core.sim.FleetPlan;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Shutdown;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.wiring.GuestApi;
import org.sheratan.edge.wiring.StartRefusal;

/** Keeps a simulated mesh up in real time, with the API of its first node, until somebody ends it. */
final class SimLive {
  private static final long STEP_MS = 20;
  private static final long WARM_STEP_MS = 1_000;
  private static final long MAX_WARM_MS = 10 * 60_000;

  private final Session session;
  private final Output output;
  private final int port;
  private final SystemClock clock = new SystemClock();
  private final Shutdown shutdown = new Shutdown();
  private final SimGate gate = new SimGate();

  SimLive(Session session, Output output, int port) {
    this.session = session;
    this.output = output;
    this.port = port;
  }

  ExitStatus run(FleetPlan plan) throws CommandFailure {
    shutdown.listen();
    ExitStatus exit = ExitStatus.FAILURE;
    try {
      exit = serve(plan);
      return exit;
    } finally {
      shutdown.ask();
      shutdown.finished(exit.code());
    }
  }

  private ExitStatus serve(FleetPlan plan) throws CommandFailure {
    long startMs = clock.monoMs();
    Fleet fleet = Fleet.live(plan);
    while (fleet.report().convergedMs() < 0 && fleet.nowMs() < MAX_WARM_MS) {
      fleet.advance(fleet.nowMs() + WARM_STEP_MS);
    }
    double realS = (clock.monoMs() - startMs) / 1000.0;
    boolean ownFolder = session.givenDataFolder().isEmpty();
    try {
      Path folder = ownFolder ? Files.createTempDirectory("sheratan-sim-") : session.givenDataFolder().get();
      try (GuestApi api = GuestApi.open(folder, port, gate, Fleet.network())) {
        say(plan, fleet, realS, api, folder);
        drive(fleet);
      } finally {
        if (ownFolder) {
          Files.deleteIfExists(folder);
        }
      }
      return ExitStatus.OK;
    } catch (StartRefusal refused) {
      throw new CommandFailure(refused.status(), refused.getMessage(), refused.fix());
    } catch (IOException refused) {
      throw new CommandFailure(ExitStatus.FAILURE,
          "the simulation's folder cannot be used: " + refused.getMessage(),
          "");
    }
  }

  private void say(FleetPlan plan, Fleet fleet, double realS, GuestApi api, Path folder) {
    long convergedMs = fleet.report().convergedMs();
    output.line(plan.nodes() + " nodes, " + (convergedMs < 0
        ? "not converged after simulated " + Amounts.duration(fleet.nowMs() / 1000.0)
        : "converged in " + Amounts.duration(realS) + " (simulated " + Amounts.duration(convergedMs / 1000.0)
            + ")"));
    output.line("API of " + fleet.names().getFirst() + "  " + api.address());
    output.line("status page  " + api.page());
    output.step("try  ", "sheratan node list --data-dir " + folder);
    output
        .document(Json.Obj.EMPTY.with("simulated", true).with("nodes", plan.nodes()).with("seed", plan.seed())
            .with("converged_s", convergedMs < 0 ? new Json.Null() : new Json.Real(convergedMs / 1000.0))
            .with("address", api.address()).with("page", api.page()).with("data_folder", folder.toString()));
  }

  /** Lets the fleet's time pass as ours does. */
  private void drive(Fleet fleet) {
    long aheadMs = fleet.nowMs() - clock.monoMs();
    try {
      while (!shutdown.await(STEP_MS)) {
        gate.drainInto(fleet);
        fleet.advance(Math.max(fleet.nowMs(), clock.monoMs() + aheadMs));
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
