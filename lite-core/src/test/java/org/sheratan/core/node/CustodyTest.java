package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import org.sheratan.core.custody.CustodyCount;
import org.sheratan.core.custody.CustodyLimits;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.SpecNotes;
import org.sheratan.core.trace.ActionType;
import org.sheratan.radio.mesh.Trust;

/** Jobs that more than one node keeps: what is promised at acceptance, while the owner is silent, and when it returns. */
class CustodyTest {
  private static final CustodyCount NO_WILLS = new CustodyCount(0, 0, 0);
  private static final long HOUR_MS = 3_600_000;
  private static final long STEP_MS = 2_000;

  private final World world = new World(40);
  private final WorldNode owner = world.add("owner", Settings.submitter());
  private final WorldNode heir = world.add("heir", Settings.submitter());
  private final WorldNode worker = world.add("worker", Settings.worker(2), "quick", "slow", "once");

  static JobSpec spec(String kind, int copies) {
    JobSpec plain = JobSpec.of(kind, Json.Obj.EMPTY);
    return new JobSpec(kind, plain.params(), plain.priority(), HOUR_MS, List.of(), Long.MAX_VALUE, 5, false,
        Optional.empty()).noting(SpecNotes.NONE.durability(copies));
  }

  private JobId kept(int copies) {
    confirm(heir);
    return owner.submit(spec("slow", copies));
  }

  /** Confirmed nodes are asked first. */
  private void confirm(WorldNode node) {
    owner.answer(new Command.SetTrust(node.id(), Trust.CONFIRMED));
  }

  private CustodyCount wills(WorldNode node) {
    return node.status().wills();
  }

  private Optional<Job> deputy(WorldNode node, JobId of) {
    Answer.Jobs jobs = assertInstanceOf(Answer.Jobs.class,
        node.answer(new Command.ListJobs(Optional.empty(), Optional.empty(), 10)));
    return jobs.jobs().stream().filter(job -> job.notes().custody().deputyOf().equals(Optional.of(of)))
        .findFirst();
  }

  /** Asks nodes between steps: their answers need turns of their own. */
  private void await(long ms, BooleanSupplier done) {
    for (long leftMs = ms; leftMs > 0 && !done.getAsBoolean(); leftMs -= STEP_MS) {
      world.run(STEP_MS);
    }
    assertTrue(done.getAsBoolean(), () -> "not within " + ms + " ms; " + world.witness);
  }

  @Test
  void shouldAcceptOnceAnotherNodeKeepsIt() {
    JobId id = kept(2);
    Job job = owner.show(id);
    assertEquals(List.of(heir.id()),
        job.notes().custody().heirs().stream().map(each -> each.node()).toList());
    assertEquals(new CustodyCount(1, 0, 0), wills(heir));
  }

  @Test
  void shouldReleaseTheHeirWhenItEnds() {
    JobId id = kept(2);
    await(60_000, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.COMPLETED, owner.show(id).state());
    await(5_000, () -> wills(heir).equals(NO_WILLS));
    world.run(2 * HOUR_MS / 10);
    assertEquals(Optional.empty(), deputy(heir, id));
  }

  @Test
  void shouldReleaseAnHeirThatWasAwayWhenItEnded() {
    JobId id = kept(2);
    heir.kill();
    await(60_000, () -> world.witness.ended.containsKey(id));
    world.run(300_000);
    heir.start();
    await(90_000, () -> wills(heir).equals(NO_WILLS));
    assertEquals(Optional.empty(), deputy(heir, id));
  }

  @Test
  void shouldNotTakeWhatNobodyElseKeeps() {
    heir.kill();
    worker.kill();
    long token = owner.ask(new Command.Submit(spec("quick", 2), WorldNode.ORIGIN));
    await(90_000, () -> owner.answers.containsKey(token));
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class, owner.answers.get(token));
    assertEquals(Answer.Reason.NO_SECOND_COPY, refused.reason());
    assertTrue(refused.message().contains("was silent"), refused.message());
    assertEquals(0, owner.status().queued());
    // Those who have it after all are told.
    heir.start();
    worker.start();
    world.run(200_000);
    assertEquals(NO_WILLS, wills(heir));
    assertEquals(0, worker.started.size());
  }

  @Test
  void shouldGiveItToTrustedNodesOnlyWhereItIsPrivate() {
    JobSpec secret = spec("slow", 2).needing(List.of(JobSpec.TRUSTED));
    confirm(worker);
    JobId id = owner.submit(secret);
    assertTrue(owner.show(id).notes().custody().isHeir(worker.id()));
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.Submit(secret.kept(3), WorldNode.ORIGIN)));
    assertEquals(Answer.Reason.NO_SECOND_COPY, refused.reason());
    assertEquals(NO_WILLS, wills(heir));
  }

  @Test
  void shouldRefuseWhatNoHeirCouldRun() {
    Answer.Refused once = assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.Submit(spec("once", 2), WorldNode.ORIGIN)));
    assertEquals(Optional.of("durability"), once.field());
    JobId need = owner.submit("slow");
    Answer.Refused after = assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.Submit(spec("slow", 2).after(List.of(need)), WorldNode.ORIGIN)));
    assertEquals(Optional.of("durability"), after.field());
    Answer.Refused many = assertInstanceOf(Answer.Refused.class,
        owner.answer(new Command.Submit(spec("slow", 8), WorldNode.ORIGIN)));
    assertEquals(Optional.of("durability"), many.field());
  }

  @Test
  void shouldTakeOverFromASilentOwner() {
    JobId id = kept(2);
    owner.kill();
    world.run(100_000);
    assertEquals(Optional.empty(), deputy(heir, id));
    await(120_000, () -> deputy(heir, id).filter(job -> job.state() == JobState.COMPLETED).isPresent());
    assertTrue(deputy(heir, id).get().receipt().isPresent());
    assertEquals(new CustodyCount(0, 0, 1), wills(heir));
    assertTrue(heir.decisions.stream().anyMatch(each -> each.action().type() == ActionType.FALLBACK));
  }

  @Test
  void shouldGiveTheResultToTheOwnerThatReturns() {
    JobId id = kept(2);
    owner.kill();
    await(240_000, () -> deputy(heir, id).filter(job -> job.state() == JobState.COMPLETED).isPresent());
    int runs = worker.started.size();
    owner.start();
    await(90_000, () -> world.witness.ended.containsKey(id));
    Job job = owner.show(id);
    assertEquals(JobState.COMPLETED, job.state());
    assertEquals(deputy(heir, id).map(Job::id), job.notes().custody().deputy());
    assertEquals(Optional.of(worker.id()), job.worker());
    assertEquals(job.receipt().orElseThrow().priceMicros(), job.priceMicros());
    world.run(HOUR_MS / 4);
    assertTrue(worker.started.size() <= runs, "the owner ran it again");
    assertEquals(NO_WILLS, wills(heir));
  }

  @Test
  void shouldWaitForAnHeirThatIsAtIt() {
    worker.toolMs = 200_000;
    JobId id = kept(2);
    worker.kill();
    owner.kill();
    await(200_000, () -> deputy(heir, id).isPresent());
    owner.start();
    world.run(20_000);
    worker.start();
    await(HOUR_MS / 2, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.COMPLETED, owner.show(id).state());
    assertEquals(1,
        worker.started.stream().map(order -> order.job()).filter(job -> !job.equals(id)).distinct().count(),
        () -> world.witness.toString());
    await(90_000, () -> wills(heir).equals(NO_WILLS));
  }

  @Test
  void shouldGoOnAloneWhenTheHeirIsGone() {
    JobId id = kept(2);
    worker.kill();
    owner.kill();
    heir.kill();
    owner.start();
    worker.start();
    await(240_000, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.COMPLETED, owner.show(id).state());
  }

  @Test
  void shouldRecallWhatItHadAllTheTime() {
    worker.toolMs = 600_000;
    JobId id = kept(2);
    world.cut = (from, to) -> Set.of(from, to).equals(Set.of(owner, heir));
    await(200_000, () -> deputy(heir, id).isPresent());
    world.cut = (from, to) -> false;
    await(60_000, () -> deputy(heir, id).orElseThrow().state() == JobState.CANCELLED);
    assertEquals(new CustodyCount(1, 0, 0), wills(heir));
    await(HOUR_MS / 3, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.COMPLETED, owner.show(id).state());
    assertEquals(Optional.empty(), owner.show(id).notes().custody().deputy());
  }

  @Test
  void shouldTakeOverInTurn() {
    WorldNode second = world.add("second", Settings.submitter());
    confirm(second);
    JobId id = kept(3);
    worker.kill();
    List<WorldNode> heirs = owner.show(id).notes().custody().heirs().stream()
        .map(each -> world.nodes.get(each.node())).toList();
    assertEquals(Set.of(heir, second), Set.copyOf(heirs));
    owner.kill();
    world.run(300_000);
    assertTrue(deputy(heirs.get(0), id).isPresent());
    assertFalse(deputy(heirs.get(1), id).isPresent());
    heirs.get(0).kill();
    await(300_000, () -> deputy(heirs.get(1), id).isPresent());
    worker.start();
    await(120_000,
        () -> deputy(heirs.get(1), id).filter(job -> job.state() == JobState.COMPLETED).isPresent());
    heirs.get(0).start();
    owner.start();
    await(300_000, () -> world.witness.ended.containsKey(id));
    assertEquals(JobState.COMPLETED, owner.show(id).state());
    await(600_000, () -> wills(heirs.get(0)).equals(NO_WILLS)
        && wills(heirs.get(1)).equals(NO_WILLS));
  }

  @Test
  void shouldKeepWillsOverARestart() {
    JobId id = kept(2);
    owner.kill();
    heir.crash();
    world.run(1_000);
    heir.start();
    await(200_000, () -> deputy(heir, id).isPresent());
    heir.kill();
    heir.start();
    await(200_000, () -> deputy(heir, id).filter(job -> job.state() == JobState.COMPLETED).isPresent());
    assertEquals(CustodyLimits.silenceMs(0), CustodyLimits.SILENCE_MS);
  }

  /** Found by a reader: an heir ran what the owner's gate held and nobody had approved. */
  @Test
  void shouldLeaveNoWillOfWhatNobodyHasApproved() {
    confirm(heir);
    Answer.Accepted taken = assertInstanceOf(Answer.Accepted.class,
        owner.answer(new Command.Submit(spec("slow", 2), new Origin(Origin.Zone.OUTPUT, "model"))));
    JobId id = taken.job().id();
    assertEquals(JobState.HELD, taken.job().state());
    owner.kill();
    world.run(300_000);
    assertEquals(new CustodyCount(0, 0, 0), wills(heir));
    assertEquals(List.of(), worker.started);
    owner.start();
    confirm(heir);
    owner.answer(new Command.DecideHeld(id, true, WorldNode.ORIGIN, "looked at"));
    await(10_000, () -> wills(heir).equals(new CustodyCount(1, 0, 0)));
    assertTrue(owner.show(id).notes().custody().isHeir(heir.id()));
    owner.kill();
    await(240_000, () -> deputy(heir, id).filter(job -> job.state() == JobState.COMPLETED).isPresent());
    owner.start();
    await(90_000, () -> world.witness.ended.containsKey(id));
    await(90_000, () -> wills(heir).equals(new CustodyCount(0, 0, 0)));
  }

  /** Found by a reader: who had the will of a request that a crash had made its owner forget ran it. */
  @Test
  void shouldRunNothingThatNobodyWasToldIsTaken() {
    confirm(heir);
    world.cut = (from, to) -> Set.of(from, to).equals(Set.of(owner, worker));
    long token = owner.ask(new Command.Submit(spec("quick", 3), WorldNode.ORIGIN));
    await(2_500, () -> wills(heir).equals(new CustodyCount(1, 0, 0)));
    owner.crash();
    assertFalse(owner.answers.containsKey(token));
    world.cut = (from, to) -> false;
    world.run(5_000);
    owner.start();
    await(60_000, () -> wills(heir).equals(new CustodyCount(0, 0, 0)));
    world.run(300_000);
    assertEquals(List.of(), worker.started);
  }

  /** Power fails at the owner, at the heir, or at both, at any moment from the request on. */
  @Test
  void shouldLoseNothingAcceptedWheneverThePowerFails() {
    for (int step = 0; step < 45; step++) {
      World again = new World(400 + step);
      WorldNode here = again.add("owner", Settings.submitter());
      WorldNode there = again.add("heir", Settings.submitter());
      here.answer(new Command.SetTrust(there.id(), Trust.CONFIRMED));
      again.add("worker", Settings.worker(1), "quick");
      long token = here.ask(new Command.Submit(spec("quick", 2), WorldNode.ORIGIN));
      again.run(step / 3);
      if (step % 3 != 1) {
        here.crash();
      }
      if (step % 3 != 0) {
        there.crash();
      }
      again.run(step * 5_000);
      if (!there.up()) {
        there.start();
      }
      if (!here.up() && step % 2 == 0) {
        here.start();
      }
      again.run(600_000);
      if (here.answers.get(token) instanceof Answer.Accepted taken) {
        JobId id = taken.job().id();
        Optional<Job> done = here.up() ? Optional.of(here.show(id)) : deputy(there, id);
        assertEquals(JobState.COMPLETED, done.orElseThrow().state(), "step " + step + " " + again.witness);
      }
      if (here.up()) {
        again.run(60_000);
        assertEquals(NO_WILLS, wills(there), "step " + step + " " + again.witness);
      }
    }
  }
}
