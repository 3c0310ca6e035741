package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.message.Message;
import org.sheratan.core.message.MessageFilter;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.RequestKey;
import org.sheratan.core.schedule.Schedule;
import org.sheratan.kernel.WallQuality;

class SchedulesTest {
  private static final MessageFilter ALL = new MessageFilter(Optional.empty(), Optional.empty(),
      Optional.empty());
  private static final long MINUTE_MS = 60_000;

  private final World world = new World(31);
  private final WorldNode owner = world.add("owner", Settings.submitter());
  private final WorldNode worker = world.add("worker", Settings.worker(2), "quick", "slow", "rejects");

  private Schedule add(String words) {
    return assertInstanceOf(Answer.OneSchedule.class,
        owner.answer(new Command.AddSchedule(words, Asking.once(Origin.UNKNOWN)))).schedule()
        .schedule();
  }

  private Schedule show(Schedule schedule) {
    return assertInstanceOf(Answer.OneSchedule.class,
        owner.answer(new Command.ShowSchedule(schedule.number()))).schedule().schedule();
  }

  @Test
  void shouldSubmitAJobAtEachSlot() {
    Schedule schedule = add("every 1 min quick");
    world.run(10 * MINUTE_MS + 5_000);
    assertEquals(10, worker.started.size());
    Schedule after = show(schedule);
    assertEquals(10, after.runs());
    assertEquals(0, after.missed());
    Job latest = owner.show(after.latest().orElseThrow());
    assertEquals(JobState.COMPLETED, latest.state());
    assertEquals(schedule.origin(), latest.notes().origin());
    assertEquals("schedule s1", latest.notes().origin().zone().word() + " " + latest.notes().origin().name());
  }

  @Test
  void shouldRunOnceAndCountWhatWasMissedWhileItWasOff() {
    Schedule schedule = add("every 1 min quick");
    world.run(90_000);
    owner.crash();
    world.run(30 * MINUTE_MS);
    owner.start();
    world.run(55_000);
    assertEquals(1, show(schedule).runs(), "nobody was heard yet");
    world.run(10_000);
    Schedule after = show(schedule);
    assertEquals(2, after.runs());
    assertEquals(30, after.missed());
    assertEquals(2, worker.started.size());
    world.run(10 * MINUTE_MS);
    assertEquals(12, show(schedule).runs());
    assertEquals(30, show(schedule).missed());
  }

  /** While a clock was there uptime was not kept, and slots meant nothing once it was gone. */
  @Test
  void shouldGoOnWithinAPeriodAfterARestartWithoutAClock() {
    Schedule schedule = add("every 1 min quick");
    world.run(60 * MINUTE_MS);
    long runs = show(schedule).runs();
    assertTrue(runs > 50, "by its clock: " + runs);
    owner.crash();
    owner.quality = WallQuality.NONE;
    owner.start();
    world.run(3 * MINUTE_MS);
    assertTrue(show(schedule).runs() > runs, show(schedule).toString());
  }

  @Test
  void shouldGoByItsUptimeWithoutAClock() {
    owner.quality = WallQuality.NONE;
    Schedule schedule = add("every 1 min quick");
    world.run(90_000);
    assertEquals(1, show(schedule).runs());
    owner.crash();
    world.run(30 * MINUTE_MS);
    owner.start();
    world.run(5_000);
    assertEquals(1, show(schedule).runs(), "time it was off counts 0");
    world.run(2 * MINUTE_MS);
    assertTrue(show(schedule).runs() >= 2, show(schedule).toString());
    assertEquals(0, show(schedule).missed());
  }

  @Test
  void shouldMissASlotWhoseJobOfBeforeHasNotEnded() {
    worker.toolMs = 150_000;
    Schedule schedule = add("every 1 min slow");
    world.run(3 * MINUTE_MS + 5_000);
    Schedule after = show(schedule);
    assertEquals(1, after.runs());
    assertEquals(2, after.missed());
    assertTrue(after.note().endsWith("of before had not ended"), after.note());
    world.run(2 * MINUTE_MS);
    assertEquals(2, show(schedule).runs());
  }

  @Test
  void shouldMissASlotWhoseJobIsRefusedAndSayWhy() {
    worker.kill();
    owner.crash();
    owner.start();
    Schedule schedule = add("every 1 min quick");
    world.run(MINUTE_MS + 1_000);
    Schedule after = show(schedule);
    assertEquals(0, after.runs());
    assertEquals(1, after.missed());
    assertTrue(after.note().contains("no other node heard yet"), after.note());
  }

  @Test
  void shouldSayWordsWhenTheNumberIsSo() {
    add("every 1 min quick when level >= 7 then message worker \"Level {value}!\"");
    Schedule silent = add("every 1 min quick when level > 7 then message worker \"Never\"");
    world.run(2 * MINUTE_MS + 5_000);
    List<String> said = words();
    assertEquals(List.of("Level 7!", "Level 7!"), said);
    assertEquals(0, show(silent).met());
    assertEquals("", show(silent).note());
  }

  /** Its own name was nobody's, and a message to itself is none that a link could carry. */
  @Test
  void shouldTellThePeopleAtThisNodeItself() {
    Schedule own = add("every 1 min quick when level >= 7 then message owner \"Level {value}!\"");
    add("every 1 min quick when level >= 7 then message " + owner.identity.id().toHex() + " Low");
    world.run(MINUTE_MS + 5_000);
    List<Message> told = messages(owner);
    assertEquals(List.of("Low", "Level 7!"), told.stream().map(Message::text).toList());
    assertEquals(1, show(own).met());
    assertEquals("", show(own).note());
    owner.crash();
    owner.start();
    assertEquals(2, messages(owner).size());
    assertEquals(List.of(), words(), "nobody else has heard of it");
    Answer.OneMessage read = assertInstanceOf(Answer.OneMessage.class,
        owner.answer(new Command.AcknowledgeMessage(told.getFirst().id())));
    assertEquals(MessageState.READ, read.message().state());
  }

  @Test
  void shouldWarnOfWhatNobodyKnowsNow() {
    assertEquals(List.of(), warnings("every 1 min quick when level > 7 then message worker Hi"));
    assertEquals(List.of(), warnings("every 1 min quick when level > 7 then message owner Hi"));
    assertEquals(List.of("no one node is called stranger"),
        warnings("every 1 min quick when level > 7 then message stranger Hi"));
    List<String> kinds = warnings("every 1 min alchemy when level > 7 then run divination");
    assertEquals(2, kinds.size());
    assertTrue(kinds.getFirst().startsWith("no node runs alchemy (offered: "), kinds.toString());
    assertTrue(kinds.getLast().startsWith("no node runs divination"), kinds.toString());
  }

  private List<String> warnings(String words) {
    return assertInstanceOf(Answer.OneSchedule.class,
        owner.answer(new Command.AddSchedule(words, Asking.once(Origin.UNKNOWN)))).schedule().warnings();
  }

  @Test
  void shouldSayWhatKeptItFromFollowing() {
    Schedule nobody = add("every 1 min quick when level > 1 then message stranger \"Hi\"");
    Schedule blind = add("every 1 min quick when depth > 1 then message worker \"Hi\"");
    Schedule failing = add("every 1 min rejects when level > 1 then message worker \"Hi\"");
    world.run(MINUTE_MS + 5_000);
    assertEquals("no one node is called stranger", show(nobody).note());
    assertEquals(0, show(nobody).met(), "nothing followed");
    assertTrue(show(blind).note().endsWith("has no number depth"), show(blind).note());
    assertTrue(show(failing).note().contains("ended as failed: not_found"), show(failing).note());
    assertEquals(List.of(), words());
  }

  @Test
  void shouldRunAnotherJobAfterTheOneLookedAt() {
    Schedule schedule = add("every 1 min quick when level == 7 then run slow depth=2");
    world.run(MINUTE_MS + 30_000);
    assertEquals(1, show(schedule).met());
    assertEquals(List.of("quick", "slow"), worker.started.stream().map(order -> order.kind()).toList());
  }

  /** Wherever the power fails between the end of the job and what follows, it follows once. */
  @Test
  void neverRepeatsNorForgetsWhatFollowsWheneverThePowerFails() {
    for (int afterMs = 0; afterMs < 40; afterMs++) {
      World again = new World(200 + afterMs);
      WorldNode here = again.add("owner", Settings.submitter());
      WorldNode there = again.add("worker", Settings.worker(2), "quick", "slow");
      here.answer(new Command.AddSchedule("every 10 min quick when level == 7 then run slow",
          Asking.once(Origin.UNKNOWN)));
      again.await(2 * 60 * MINUTE_MS, () -> there.started.size() == 1);
      again.run(90 + afterMs);
      here.crash();
      again.run(500);
      here.start();
      again.run(2 * MINUTE_MS);
      assertEquals(2, there.started.size(), "power failed after " + afterMs + " ms: " + there.started);
    }
  }

  @Test
  void shouldRemoveAndNeverGiveANumberTwice() {
    Schedule first = add("every 1 min quick");
    assertInstanceOf(Answer.Done.class,
        owner.answer(new Command.RemoveSchedule(first.number(), Optional.empty())));
    assertEquals(Answer.Reason.NOT_FOUND,
        refused(new Command.RemoveSchedule(first.number(), Optional.empty())).reason());
    assertEquals(Answer.Reason.NOT_FOUND, refused(new Command.ShowSchedule(first.number())).reason());
    owner.crash();
    owner.start();
    assertEquals(2, add("every 1 h quick").number());
    world.run(5 * MINUTE_MS);
    assertEquals(0, worker.started.size());
    assertEquals(1, assertInstanceOf(Answer.Schedules.class, owner.answer(new Command.ListSchedules()))
        .schedules().size());
  }

  @Test
  void shouldRefuseWhatItCannotKeepTo() {
    Answer.Refused wrong = refused(
        new Command.AddSchedule("every 5 weeks quick", Asking.once(Origin.UNKNOWN)));
    assertEquals(Answer.Reason.INVALID, wrong.reason());
    assertEquals("schedule: expected s, min, h or d, at character 9", wrong.message());
    assertEquals(Optional.of("schedule"), wrong.field());
    for (int each = 0; each < 64; each++) {
      add("every 1 d quick");
    }
    assertEquals(Answer.Reason.BUSY,
        refused(new Command.AddSchedule("every 1 d quick", Asking.once(Origin.UNKNOWN))).reason());
  }

  private Answer.Refused refused(Command command) {
    return assertInstanceOf(Answer.Refused.class, owner.answer(command));
  }

  private List<String> words() {
    return messages(worker).stream().map(Message::text).toList();
  }

  private static List<Message> messages(WorldNode node) {
    return assertInstanceOf(Answer.Messages.class,
        node.answer(new Command.ListMessages(ALL, Optional.empty(), 100))).messages();
  }

  @Test
  void shouldStandBehindTheGatesWithItsJobsAndWithWhatFollows() {
    WorldNode careless = world.add("careless", Settings.worker(1), "shell_exec");
    Schedule plain = add("every 1 min shell_exec");
    Schedule following = add("every 1 min quick when level == 7 then run shell_exec");
    world.run(2 * MINUTE_MS + 30_000);
    assertEquals(0, show(plain).runs());
    assertEquals(2, show(plain).missed());
    assertTrue(show(plain).note().contains("gate G2"), show(plain).note());
    assertEquals(0, show(following).met());
    assertTrue(show(following).note().contains("refused: stopped by gate G2"), show(following).note());
    assertTrue(careless.started.isEmpty());
  }

  private static Command keyed(String words) {
    return new Command.AddSchedule(words, new Asking(new Origin(Origin.Zone.API, "ci"),
        Optional.of(new RequestKey("k", CanonicalJson.sha256(new Json.Text(words))))));
  }

  @Test
  void shouldAddOneScheduleUnderOneKeyOverRestarts() {
    Answer.OneSchedule first = assertInstanceOf(Answer.OneSchedule.class,
        owner.answer(keyed("every 1 d quick")));
    assertEquals("ci", first.schedule().schedule().maker().name());
    owner.crash();
    owner.start();
    Answer.OneSchedule again = assertInstanceOf(Answer.OneSchedule.class,
        owner.answer(keyed("every 1 d quick")));
    assertTrue(again.known());
    assertEquals(first.schedule().schedule(), again.schedule().schedule());
    Answer.Refused other = refused(keyed("every 2 d quick"));
    assertEquals(Answer.Reason.CONFLICT, other.reason());
    assertEquals("idempotency key already names schedule s1, another request", other.message());
    owner.answer(new Command.RemoveSchedule(1, Optional.empty()));
    assertEquals(2,
        assertInstanceOf(Answer.OneSchedule.class, owner.answer(keyed("every 2 d quick"))).schedule()
            .schedule().number());
  }

  @Test
  void shouldRemoveOnlyWhatWasSeen() {
    Schedule seen = add("every 1 min quick");
    world.run(90_000);
    Answer.Refused late = refused(new Command.RemoveSchedule(1, Optional.of(seen)));
    assertEquals(Answer.Reason.CHANGED, late.reason());
    assertInstanceOf(Answer.Done.class, owner.answer(new Command.RemoveSchedule(1, Optional.of(show(seen)))));
  }
}
