package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.trace.ActionType;
import org.sheratan.core.trace.Decision;
import org.sheratan.core.trace.DecisionLine;
import org.sheratan.core.trace.Status;
import org.sheratan.core.trace.TraceSchema;

/** What a node writes down about the jobs it owns. */
class DecisionsTest {
  private final World world = new World(3);
  private final TraceSchema schema = new TraceSchema();

  @Test
  void shouldTellAnAwardAndItsResult() {
    WorldNode owner = world.add("owner", Settings.submitter());
    WorldNode worker = world.add("worker", Settings.worker(2), "quick");
    JobId id = owner.submit("quick");
    world.await(2_000, () -> world.witness.ended.containsKey(id));
    assertEquals(List.of(ActionType.ROUTE, ActionType.EXECUTE), types(owner));
    Decision route = owner.decisions.getFirst();
    Decision done = owner.decisions.getLast();
    assertEquals(new Json.Text(worker.id().shortName()), route.action().params().get("worker"));
    assertTrue(route.action().selectScore() > 0.5, route.toString());
    assertEquals(Optional.of(route.id()), done.parent());
    assertEquals(1, done.depth());
    assertEquals(Status.SUCCESS, done.result().status());
    long latencyMs = done.result().metrics().latencyMs();
    assertTrue(latencyMs >= 100 && latencyMs < 2_000, "the tool alone takes 100 ms: " + latencyMs);
    assertEquals(owner.show(id).receipt().orElseThrow().resultHash(),
        done.result().hashes().orElseThrow().output());
    assertEquals(List.of(), worker.decisions, "only the owner decides");
  }

  @Test
  void shouldTellWhatWasTriedAgainAndWhere() {
    WorldNode owner = world.add("owner", Settings.submitter());
    world.add("first", Settings.worker(2), "rejects");
    world.add("second", Settings.worker(2), "rejects");
    JobId id = owner.submit("rejects");
    world.await(60_000, () -> world.witness.ended.containsKey(id));
    assertEquals(List.of(ActionType.ROUTE, ActionType.FALLBACK, ActionType.ROUTE, ActionType.ABORT),
        types(owner));
    assertEquals("not_found", owner.decisions.get(1).result().error().orElseThrow().code());
    assertEquals(1, owner.decisions.getLast().result().metrics().retries());
  }

  @Test
  void shouldTellALostLeaseAndTheRecovery() {
    WorldNode owner = world.add("owner", Settings.submitter());
    WorldNode first = world.add("first", Settings.worker(2), "slow");
    JobId id = owner.submit("slow");
    world.await(5_000, () -> !first.started.isEmpty());
    first.crash();
    world.add("second", Settings.worker(2), "slow");
    world.await(600_000, () -> world.witness.ended.containsKey(id));
    assertTrue(types(owner).contains(ActionType.RETRY), types(owner).toString());
    assertEquals(Status.RECOVERED, owner.decisions.getLast().result().status());
  }

  @Test
  void shouldTellWhatWasNotRunAtAll() {
    WorldNode owner = world.add("owner", Settings.submitter());
    world.add("worker", Settings.worker(2), "rejects", "quick");
    JobId need = owner.submit("rejects");
    JobId follower = owner.submit(JobSpec.of("quick", Json.Obj.EMPTY).after(List.of(need)));
    JobId cancelled = owner.submit(JobSpec.of("quick", Json.Obj.EMPTY).after(List.of(need)));
    owner.answer(new Command.Cancel(cancelled));
    world.await(60_000, () -> world.witness.ended.containsKey(follower));
    Decision skip = last(owner, follower);
    assertEquals(ActionType.SKIP, skip.action().type());
    assertEquals("dependency", skip.result().error().orElseThrow().code());
    assertTrue(skip.contextRefs().contains("job:" + need), skip.toString());
    assertEquals("cancelled", last(owner, cancelled).result().error().orElseThrow().code());
  }

  @Test
  void shouldWriteTheSameReasonForWaitingOnce() {
    WorldNode owner = world.add("owner", Settings.submitter());
    WorldNode worker = world.add("worker", Settings.worker(2), "quick");
    world.cut = (from, to) -> true;
    JobId id = owner.submit("quick");
    world.await(400_000, () -> world.witness.ended.containsKey(id));
    assertTrue(worker.up());
    long silent = types(owner).stream().filter(ActionType.RETRY::equals).count();
    assertTrue(silent >= 1 && silent <= 3, types(owner).toString());
    assertEquals("expired", last(owner, id).result().error().orElseThrow().code());
  }

  private List<ActionType> types(WorldNode node) {
    DecisionLine line = new DecisionLine("test", false);
    node.decisions.forEach(decision -> schema.check(line.of(decision)));
    return node.decisions.stream().map(decision -> decision.action().type()).toList();
  }

  private static Decision last(WorldNode node, JobId job) {
    return node.decisions.stream().filter(decision -> decision.job().equals(Optional.of(job)))
        .reduce((older, newer) -> newer).orElseThrow();
  }
}
