package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Chain;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.RequestKey;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.kernel.Bytes;

class MissionsTest {
  private static final Origin CI = new Origin(Origin.Zone.API, "ci");
  private static final Mission.Draft SURVEY = new Mission.Draft("Survey the valley", "", "alice",
      Mission.ACTIVE, Json.Obj.EMPTY.with("area", 7), List.of("field"));

  private final World world = new World(31);
  private final WorldNode owner = world.add("owner", Settings.submitter());
  private final WorldNode worker = world.add("worker", Settings.worker(2), "quick", "slow");

  @Test
  void shouldKeepMissionsAndTasksOverARestart() {
    Mission mission = create(SURVEY);
    Task task = createTask(mission.id(), "walk");
    Job job = submit("quick", task.id());
    world.await(5_000, () -> owner.completed(job.id()).isPresent());
    owner.crash();
    owner.start();
    assertEquals(mission, one(new Command.ShowMission(mission.id())));
    assertEquals(List.of(task), tasks(mission.id()));
    assertEquals(List.of(job.id()), jobs(task.id()));
    assertEquals(Optional.of(task.id()), owner.show(job.id()).spec().task());
  }

  @Test
  void shouldListTheNewestFirstPageByPage() {
    List<MissionId> made = new ArrayList<>();
    for (int count = 0; count < 5; count++) {
      made.addFirst(create(SURVEY).id());
    }
    Answer.Missions first = assertInstanceOf(Answer.Missions.class,
        owner.answer(new Command.ListMissions(Optional.empty(), 3)));
    assertEquals(made.subList(0, 3), first.missions().stream().map(Mission::id).toList());
    Answer.Missions rest = assertInstanceOf(Answer.Missions.class,
        owner.answer(new Command.ListMissions(first.next(), 3)));
    assertEquals(made.subList(3, 5), rest.missions().stream().map(Mission::id).toList());
    assertEquals(Optional.empty(), rest.next());
  }

  @Test
  void shouldGoOnBehindMissionsThatAreJustDeleted() {
    Mission oldest = create(SURVEY);
    Mission between = create(SURVEY);
    Task task = createTask(between.id(), "walk");
    for (int count = 0; count < 80; count++) {
      submit("slow", task.id());
    }
    Mission newest = create(SURVEY);
    owner.ask(new Command.DeleteMission(between.id(), Optional.empty()));
    long asked = owner.ask(new Command.ListMissions(Optional.empty(), 2));
    world.run(100);
    Answer.Missions page = assertInstanceOf(Answer.Missions.class, owner.answers.get(asked));
    assertEquals(List.of(newest), page.missions());
    Answer.Missions rest = assertInstanceOf(Answer.Missions.class,
        owner.answer(new Command.ListMissions(page.next(), 2)));
    assertEquals(List.of(oldest), rest.missions());
  }

  @Test
  void shouldTakeTheKeyOfADeletedJobForANewOne() {
    Task task = createTask(create(SURVEY).id(), "walk");
    JobId first = submitKeyed(JobSpec.of("slow", Json.Obj.EMPTY).of(task.id()));
    owner.answer(new Command.DeleteMission(task.mission(), Optional.empty()));
    world.run(1_000);
    Task again = createTask(create(SURVEY).id(), "walk");
    assertTrue(submitKeyed(JobSpec.of("slow", Json.Obj.EMPTY).of(again.id())).compareTo(first) > 0);
  }

  private static Asking under(String key, Json asked) {
    return new Asking(CI, Optional.of(new RequestKey(key, CanonicalJson.sha256(asked))));
  }

  private Command keyed(String key, String title) {
    Mission.Draft draft = new Mission.Draft(title, "", "alice", Mission.ACTIVE, Json.Obj.EMPTY, List.of());
    return new Command.CreateMission(draft, under(key, new Json.Text(title)));
  }

  /** Whoever did not hear the answer had a second mission by asking again. */
  @Test
  void shouldMakeOneMissionOfOneKeyOverRestarts() {
    Mission made = one(keyed("k", "Survey"));
    assertEquals(CI, made.maker());
    assertEquals(new Answer.OneMission(made, true), owner.answer(keyed("k", "Survey")));
    owner.crash();
    owner.start();
    assertEquals(new Answer.OneMission(made, true), owner.answer(keyed("k", "Survey")));
    Answer.Refused other = refused(keyed("k", "Another"));
    assertEquals(Answer.Reason.CONFLICT, other.reason());
    assertEquals("idempotency key already names mission " + made.id() + ", another request", other.message());
    assertEquals(Optional.of("idempotency_key"), refused(keyed("two words", "Survey")).field());
    assertEquals(List.of(made), missions());
    Mission.Draft done = new Mission.Draft("Done", "", "bob", "done", Json.Obj.EMPTY, List.of());
    one(new Command.ReplaceMission(made.id(), done, Optional.empty()));
    assertEquals(done, one(keyed("k", "Survey")).draft(), "as it is now");
    assertEquals(CI, one(keyed("k", "Survey")).maker(), "whoever changed it");
    owner.answer(new Command.DeleteMission(made.id(), Optional.empty()));
    assertTrue(one(keyed("k", "Another")).id().compareTo(made.id()) > 0, "the key is free again");
  }

  @Test
  void shouldMakeOneTaskOfOneKeyOverRestarts() {
    Mission mission = create(SURVEY);
    Command create = new Command.CreateTask(mission.id(), task("walk"),
        under("k", new Json.Text("walk")).key());
    Task made = assertInstanceOf(Answer.OneTask.class, owner.answer(create)).task();
    assertEquals(new Answer.OneTask(made, true), owner.answer(create));
    owner.crash();
    owner.start();
    assertEquals(new Answer.OneTask(made, true), owner.answer(create));
    assertEquals(Answer.Reason.CONFLICT, refused(new Command.CreateTask(mission.id(), task("climb"),
        under("k", new Json.Text("climb")).key())).reason());
    assertEquals(List.of(made), tasks(mission.id()));
    owner.answer(new Command.DeleteMission(mission.id(), Optional.empty()));
    assertEquals(Answer.Reason.NOT_FOUND, refused(create).reason());
    world.run(5_000);
    assertTrue(owner.store.under("task-key/").isEmpty());
  }

  private JobId submitKeyed(JobSpec spec) {
    JobSpec keyed = new JobSpec(spec.kind(), spec.params(), spec.priority(), spec.timeoutMs(), spec.needs(),
        spec.maxPriceMicros(), spec.maxAttempts(), spec.rerunUnknown(), Optional.of("once"), List.of(),
        spec.task());
    return assertInstanceOf(Answer.Accepted.class, owner.answer(new Command.Submit(keyed, WorldNode.ORIGIN)))
        .job().id();
  }

  @Test
  void shouldReplaceWhatIsSaidOfAMission() {
    Mission mission = create(SURVEY);
    Mission.Draft done = new Mission.Draft("Survey", "all of it", "bob", "done", Json.Obj.EMPTY, List.of());
    assertEquals(new Mission(mission.id(), mission.maker(), done, mission.createdWallMs()),
        one(new Command.ReplaceMission(mission.id(), done, Optional.of(SURVEY))));
    assertEquals(done, one(new Command.ShowMission(mission.id())).draft());
    Answer.Refused late = refused(new Command.DeleteMission(mission.id(), Optional.of(SURVEY)));
    assertEquals("mission " + mission.id() + " was changed meanwhile", late.message());
    assertEquals(Answer.Reason.CHANGED, late.reason());
  }

  @Test
  void shouldNameTheFieldThatBreaksARule() {
    assertRefused("title", new Command.CreateMission(
        new Mission.Draft("", "", "alice", Mission.ACTIVE, Json.Obj.EMPTY, List.of()),
        Asking.once(Origin.UNKNOWN)));
    assertRefused("status", new Command.CreateMission(
        new Mission.Draft("a", "", "alice", "Not so good", Json.Obj.EMPTY, List.of()),
        Asking.once(Origin.UNKNOWN)));
    assertRefused("metadata", new Command.CreateMission(new Mission.Draft("a", "", "alice", Mission.ACTIVE,
        Json.Obj.EMPTY.with("x", "y".repeat(40_000)), List.of()), Asking.once(Origin.UNKNOWN)));
    assertRefused("kind", new Command.CreateTask(create(SURVEY).id(),
        new Task.Draft("a", "", "Rm -rf", Json.Obj.EMPTY), Optional.empty()));
  }

  @Test
  void shouldRefuseWhatBelongsToNothing() {
    MissionId none = new MissionId(create(SURVEY).id().owner(), 9, 9);
    assertEquals("there is no mission " + none + " here",
        refused(new Command.CreateTask(none, task("a"), Optional.empty())).message());
    TaskId nowhere = new TaskId(none.owner(), 9, 9);
    Answer.Refused refused = refused(
        new Command.Submit(JobSpec.of("quick", Json.Obj.EMPTY).of(nowhere), WorldNode.ORIGIN));
    assertEquals("task: there is no task " + nowhere + " here", refused.message());
    assertEquals(Optional.of("task"), refused.field());
    assertEquals(Answer.Reason.NOT_FOUND, refused.reason());
  }

  @Test
  void shouldEndAndForgetEverythingOfADeletedMission() {
    Mission mission = create(SURVEY);
    Mission other = create(SURVEY);
    Task first = createTask(mission.id(), "walk");
    Task second = createTask(mission.id(), "climb");
    JobId ended = submit("quick", first.id()).id();
    world.await(5_000, () -> owner.completed(ended).isPresent());
    JobId running = submit("slow", first.id()).id();
    List<JobId> waiting = new ArrayList<>();
    for (int count = 0; count < 70; count++) {
      waiting.add(submit("slow", second.id()).id());
    }
    world.await(5_000, () -> !worker.started.isEmpty());
    assertInstanceOf(Answer.Done.class,
        owner.answer(new Command.DeleteMission(mission.id(), Optional.empty())));
    assertEquals(Answer.Reason.NOT_FOUND, refused(new Command.ShowMission(mission.id())).reason());
    assertEquals(Answer.Reason.NOT_FOUND, refused(new Command.ShowTask(first.id())).reason());
    assertEquals(List.of(other), missions());
    world.run(2_000);
    assertEquals(0, owner.status().queued());
    for (JobId job : List.of(ended, running, waiting.getFirst(), waiting.getLast())) {
      assertEquals(Answer.Reason.NOT_FOUND, refused(new Command.Show(job)).reason());
    }
    assertTrue(owner.store.under("deleting/").isEmpty());
  }

  @Test
  void shouldFinishADeletionThatARestartCutShort() {
    Mission mission = create(SURVEY);
    Task task = createTask(mission.id(), "walk");
    JobId last = null;
    for (int count = 0; count < 70; count++) {
      last = submit("slow", task.id()).id();
    }
    owner.answer(new Command.DeleteMission(mission.id(), Optional.empty()));
    owner.crash();
    owner.start();
    assertEquals(Answer.Reason.NOT_FOUND, refused(new Command.ShowMission(mission.id())).reason());
    world.run(5_000);
    assertEquals(0, owner.status().queued());
    assertEquals(Answer.Reason.NOT_FOUND, refused(new Command.Show(last)).reason());
    assertTrue(owner.store.under("deleting/").isEmpty());
  }

  /** What could not be read in the turn of the deletion was never asked for again. */
  @Test
  void shouldForgetChainsThatCouldNotBeReadAtFirst() {
    owner.kill();
    UnreadableIndex index = new UnreadableIndex("mission-chain/", () -> owner.disk.faults().failAfter(1));
    owner.indexes = () -> index;
    owner.start();
    world.run(1_000);
    Chain done = begin("quick");
    Chain running = begin("slow");
    MissionId mission = running.mission();
    world.run(5_000);
    index.breaks = true;
    assertInstanceOf(Answer.Done.class, owner.answer(new Command.DeleteMission(mission, Optional.empty())));
    assertInstanceOf(Answer.Done.class,
        owner.answer(new Command.DeleteMission(done.mission(), Optional.empty())));
    assertEquals(Answer.Reason.NOT_FOUND, refused(new Command.ShowChain(running.id())).reason());
    assertEquals(Answer.Reason.NOT_FOUND, refused(new Command.ShowChain(done.id())).reason());
    world.run(300_000);
    assertFalse(index.breaks, "it was read");
    assertTrue(owner.store.under("deleting/").isEmpty());
    assertTrue(owner.store.under("chain/").isEmpty());
    assertEquals(List.of(), archived("chain/"));
    assertEquals(List.of(), archived("mission-chain/"));
  }

  private Chain begin(String kind) {
    Task task = createTask(create(SURVEY).id(), "walk");
    return assertInstanceOf(Answer.OneChain.class, owner.answer(
        new Command.BeginChain(JobSpec.of(kind, Json.Obj.EMPTY).of(task.id()), WorldNode.ORIGIN))).chain();
  }

  private List<Map.Entry<String, Bytes>> archived(String prefix) {
    try {
      return owner.store.scan(prefix, "", 10);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void shouldTellTheFollowersOfADeletedMissionsJobs() {
    Task task = createTask(create(SURVEY).id(), "walk");
    JobId gone = submit("slow", task.id()).id();
    JobId follower = assertInstanceOf(Answer.Accepted.class, owner.answer(
        new Command.Submit(JobSpec.of("quick", Json.Obj.EMPTY).after(List.of(gone)), WorldNode.ORIGIN))).job()
        .id();
    owner.answer(new Command.DeleteMission(task.mission(), Optional.empty()));
    world.run(1_000);
    assertEquals(JobState.FAILED, owner.show(follower).state());
  }

  private Mission create(Mission.Draft draft) {
    return one(new Command.CreateMission(draft, Asking.once(Origin.UNKNOWN)));
  }

  private Mission one(Command command) {
    return assertInstanceOf(Answer.OneMission.class, owner.answer(command)).mission();
  }

  private List<Mission> missions() {
    return assertInstanceOf(Answer.Missions.class,
        owner.answer(new Command.ListMissions(Optional.empty(), 100))).missions();
  }

  private Task createTask(MissionId mission, String name) {
    return assertInstanceOf(Answer.OneTask.class,
        owner.answer(new Command.CreateTask(mission, task(name), Optional.empty())))
        .task();
  }

  private static Task.Draft task(String name) {
    return new Task.Draft(name, "on foot", "quick", Json.Obj.EMPTY.with("path", "a"));
  }

  private List<Task> tasks(MissionId mission) {
    return assertInstanceOf(Answer.Tasks.class,
        owner.answer(new Command.ListTasks(mission, Optional.empty(), 10))).tasks();
  }

  private List<JobId> jobs(TaskId task) {
    return assertInstanceOf(Answer.Jobs.class,
        owner.answer(new Command.ListTaskJobs(task, Optional.empty(), 10))).jobs().stream().map(Job::id)
        .toList();
  }

  private Job submit(String kind, TaskId task) {
    return assertInstanceOf(Answer.Accepted.class,
        owner.answer(new Command.Submit(JobSpec.of(kind, Json.Obj.EMPTY).of(task), WorldNode.ORIGIN))).job();
  }

  private void assertRefused(String field, Command command) {
    assertEquals(Optional.of(field), refused(command).field());
  }

  private Answer.Refused refused(Command command) {
    return assertInstanceOf(Answer.Refused.class, owner.answer(command));
  }
}
