package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Receipt;
import org.sheratan.core.store.StrictDisk;
import org.sheratan.core.wire.Outcome;
import org.sheratan.core.wire.Receipts;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/** A member that wins jobs by price and lies about them, beside honest ones. */
class HostileWorkerTest {
  private final World world = new World(9);
  private final WorldNode owner = world.add("owner", Settings.submitter());
  private final WorldNode liar = world.add("liar", Settings.worker(2, 1), "slow");
  private final WorldNode honest = world.add("honest", Settings.worker(2, 10), "slow");

  @Test
  void shouldAskAnotherNodeWhenOneSaysThatAJobFailsEverywhere() {
    liar.toolsSay = everywhere("too_deep");
    JobId id = owner.submit("slow");
    world.await(5_000, () -> world.witness.count("FAILED") == 1);
    assertEquals(JobState.PENDING, owner.show(id).state());
    assertEquals("too_deep: says who; asking another node", owner.show(id).reason());
    assertTrue(reputation(liar).isEmpty(), "not refuted yet");
    end(id);
    assertEquals(JobState.COMPLETED, owner.show(id).state());
    assertEquals(honest.id(), owner.show(id).worker().orElseThrow());
    assertEquals(0.4, success(liar), "its claim was refuted");
    assertEquals(0.6, success(honest));
  }

  @Test
  void shouldEndAJobThatTwoNodesSayFailsEverywhere() {
    WorldNode third = world.add("third", Settings.worker(2, 20), "slow");
    liar.toolsSay = everywhere("not_text");
    honest.toolsSay = everywhere("not_text");
    JobId id = owner.submit("slow");
    end(id);
    Job job = owner.show(id);
    assertEquals(JobState.FAILED, job.state());
    assertEquals("not_text: says who; ended after 2 attempts (" + both("not_text") + ")", job.reason());
    assertTrue(third.started.isEmpty());
    assertTrue(reputation(liar).isEmpty() && reputation(honest).isEmpty(), "nobody was refuted");
  }

  @Test
  void shouldNotBelieveThatParametersAreWrongWhichTheOwnerFoundRight() {
    world.add("third", Settings.worker(2, 20), "slow");
    liar.toolsSay = everywhere("invalid");
    honest.toolsSay = everywhere("invalid");
    JobId id = owner.submit("slow");
    end(id);
    assertEquals(JobState.COMPLETED, owner.show(id).state());
    assertEquals(0.4, success(liar));
  }

  @Test
  void shouldAskEveryNodeOnceWhetherItHasTheFile() {
    liar.toolsSay = here("not_found");
    honest.toolsSay = here("not_found");
    JobId id = owner.submit("slow");
    end(id);
    assertEquals(JobState.FAILED, owner.show(id).state());
    assertEquals("not_found: says who; ended after 2 attempts (" + both("not_found") + ")",
        owner.show(id).reason());
  }

  @Test
  void shouldWaitForTheOtherNodeAndTellWhoSaidWhatWhenItsTimeIsOver() {
    world.cut = (from, to) -> from == honest || to == honest;
    liar.toolsSay = here("not_found");
    JobId id = owner.submit("slow");
    world.await(400_000, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.EXPIRED, owner.show(id).state());
    assertTrue(owner.show(id).reason().endsWith(" (" + liar.id().shortName() + ": not_found)"),
        owner.show(id).reason());
    assertEquals(1, liar.started.size());
  }

  @Test
  void shouldRememberWhatWasSaidAfterARestart() {
    world.cut = (from, to) -> from == honest || to == honest;
    WorldNode third = world.add("third", Settings.worker(2, 20), "slow");
    liar.toolsSay = everywhere("not_text");
    third.toolsSay = everywhere("not_text");
    JobId id = owner.submit("slow");
    world.await(5_000, () -> world.witness.count("FAILED") == 1);
    owner.crash();
    owner.start();
    end(id);
    assertEquals(JobState.FAILED, owner.show(id).state());
    assertEquals(2, owner.show(id).history().size());
  }

  @Test
  void shouldNotCountForgedLateResults() {
    JobId id = owner.submit("slow");
    world.await(5_000, () -> !liar.started.isEmpty());
    world.cut = (from, to) -> from == liar || to == liar;
    end(id);
    liar.kill();
    liar.disk = new StrictDisk(new SeededEntropy(1));
    world.cut = (from, to) -> false;
    liar.start();
    WorldNode stranger = world.add("stranger", Settings.worker(1, 50), "quick");
    say(stranger, id, 1, owner);
    say(liar, id, 1, stranger);
    say(liar, id, 2, owner);
    say(liar, id, 7, owner);
    world.run(5_000);
    assertEquals(0, owner.show(id).lateResults());
    for (int again = 0; again < 3; again++) {
      say(liar, id, 1, owner);
      world.run(1_000);
    }
    assertEquals(1, owner.show(id).lateResults());
    assertEquals(1, world.witness.count("late " + id + "/1"));
  }

  @Test
  void shouldPauseLongerAfterEachFailedAttempt() {
    WorldNode broken = world.add("broken", Settings.worker(1, 1), "fails");
    owner.submit("fails");
    long lastMs = 0;
    for (int attempt = 1; attempt <= 5; attempt++) {
      int made = attempt;
      world.await(30_000, () -> broken.started.size() == made);
      long leastMs = attempt == 1 ? 0 : 500L << (attempt - 2);
      assertTrue(world.nowMs - lastMs >= leastMs, "attempt " + attempt + " after " + (world.nowMs - lastMs));
      lastMs = world.nowMs;
    }
  }

  @Test
  void shouldFindPlacesAtAWorkerThatAnotherMemberKeepsCalling() {
    liar.kill();
    WorldNode caller = world.add("caller", Settings.submitter());
    for (int turn = 1; turn <= 300; turn++) {
      JobId name = new JobId(caller.id().shortName(), 1, turn);
      world.at(world.nowMs + turn * 100L,
          () -> send(caller, honest, new WireMessage.Call(name, 1, "slow", 10, List.of(), 60_000,
              Long.MAX_VALUE, 65_536, Priority.NORMAL)));
    }
    world.run(5_000);
    JobId id = owner.submit("slow");
    world.run(1_000);
    assertEquals(JobState.WORKING, owner.show(id).state(), owner.show(id).reason());
    assertEquals(honest.id(), owner.show(id).worker().orElseThrow());
  }

  private void end(JobId id) {
    world.await(60_000, () -> world.witness.ended.containsKey(id));
  }

  private String both(String said) {
    return liar.id().shortName() + ": " + said + ", " + honest.id().shortName() + ": " + said;
  }

  private static Optional<Outcome.Failed> everywhere(String code) {
    return Optional.of(new Outcome.Failed(code, "says who", false));
  }

  private static Optional<Outcome.Failed> here(String code) {
    return Optional.of(new Outcome.Failed(code, "says who", true));
  }

  /** A result that {@code worker} signed as its own. */
  private void say(WorldNode worker, JobId job, int attempt, WorldNode ofOwner) {
    Json.Obj result = Json.Obj.EMPTY.with("ok", true);
    Receipt draft = new Receipt(ofOwner.id(), job, attempt, CanonicalJson.sha256(result), 1, 1, worker.id(),
        1,
        1, 0, WallQuality.NONE, Bytes.EMPTY);
    Receipt signed = Receipts.sign(worker.identity, World.NETWORK, draft);
    send(worker, owner,
        new WireMessage.Result(job, attempt, new Outcome.Completed(result, Optional.of(signed))));
  }

  private void send(WorldNode from, WorldNode to, WireMessage message) {
    from.mesh.send(to.id(), WireCodec.encode(message, from.id(), to.id()), Priority.NORMAL, 5_000,
        Mesh.UNPROMPTED);
    from.turn();
  }

  private Optional<Bytes> reputation(WorldNode of) {
    return owner.store.get("market/success/" + of.id().toHex());
  }

  private double success(WorldNode of) {
    Bytes stored = reputation(of).orElseThrow();
    return ((stored.at(0) & 0xff) * 256 + (stored.at(1) & 0xff)) / 10_000.0;
  }
}
