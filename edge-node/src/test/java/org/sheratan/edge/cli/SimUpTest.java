package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.sim.Fleet;
import org.sheratan.core.sim.FleetPlan;
import org.sheratan.edge.cli.sim.SimGate;

class SimUpTest {
  @Test
  void canRunTwiceTheSameAndOnceAnother() {
    Json.Obj first = once("7").json();
    Json.Obj again = once("7").json();
    Json.Obj other = once("8").json();
    System.out.println("seeds 7 and 8: " + first.get("trace_hash") + " " + other.get("trace_hash"));
    assertEquals(first, again);
    assertNotEquals(first.get("trace_hash"), other.get("trace_hash"));
    assertEquals(new Json.Bool(true), first.get("simulated"));
  }

  private static CliRun once(String seed) {
    CliRun run = CliRun.of("sim", "up", "--nodes", "4", "--seed", seed, "--topology", "ring", "--once",
        "--json");
    assertEquals(0, run.exit(), run.err());
    return run;
  }

  /** 19 were accepted and 16 completed, and not a word was said of the other three. */
  @Test
  void canSayWhatBecameOfEachJob() {
    Json.Obj report = once("7").json();
    long ended = ((Json.Obj) report.get("jobs_ended")).fields().values().stream()
        .mapToLong(count -> ((Json.Int) count).value().longValue()).sum();
    assertEquals(report.get("jobs_accepted"), Json.Int.of(ended));
  }

  @Test
  void shouldSayThatItIsASimulationWhereverPeopleLook() {
    CliRun text = CliRun.of("sim", "up", "--nodes", "3", "--once");
    assertTrue(text.out().startsWith("SIMULATION: no radio is used\n3 nodes, mesh, seed 1: converged in "));
    assertTrue(text.out().contains("trace hash "));
    assertTrue(text.out().matches("(?s).*jobs accepted: [0-9]+ completed.*; [0-9]+ awards.*"), text.out());
    CliRun json = once("1");
    assertEquals("SIMULATION: no radio is used\n", json.err());
  }

  @Test
  void shouldSumUpTheAirtimeOfAFleetOverLoRa() {
    CliRun text = CliRun.of("sim", "up", "--nodes", "2", "--radio", "sx1276", "--once");
    assertTrue(text.out()
        .matches("(?s).*\\nairtime of the busiest radio in its busiest hour: .* of 6 min 0 s, 18.0 s of"
            + " these for emergencies only\\n.*"),
        text.out());
    assertEquals(new Json.Null(), once("1").json().get("airtime"), "packets have no law to keep");
  }

  @Test
  void shouldRefuseImpossibleFleets() {
    for (List<String> wrong : List.of(List.of("--nodes", "1"), List.of("--nodes", "1001"),
        List.of("--port", "-1"),
        List.of("--topology", "star"), List.of("--seed", "x"))) {
      CliRun run = CliRun.of("sim", "up", wrong.getFirst(), wrong.getLast(), "--once");
      assertEquals(2, run.exit(), wrong.toString());
    }
  }

  @Test
  void shouldLeadCommandsToTheFirstNodeOfTheFleet() {
    Fleet fleet = Fleet.live(FleetPlan.calm(3, 1, FleetPlan.Shape.LINE));
    SimGate gate = new SimGate();
    CompletableFuture<Answer> early = gate.ask(new Command.Status());
    gate.drainInto(fleet);
    assertTrue(early.isCompletedExceptionally(), "no node is up before time has passed");
    fleet.advance(10_000);
    CompletableFuture<Answer> status = gate.ask(new Command.Status());
    assertFalse(status.isDone());
    gate.drainInto(fleet);
    fleet.advance(11_000);
    Answer.StatusReport report = (Answer.StatusReport) Optional.ofNullable(status.getNow(null)).orElseThrow();
    assertTrue(report.accepting());
  }
}
