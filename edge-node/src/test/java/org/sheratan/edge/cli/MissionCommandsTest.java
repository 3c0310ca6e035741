package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeNode;

class MissionCommandsTest extends AgainstNode {
  private String create() throws IOException {
    CliRun run = run("mission", "create", "Survey the valley", "--tag", "field", "--user", "bob");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.err().contains("sheratan task create " + run.out().strip() + " NAME"), run.err());
    return run.out().strip();
  }

  @Test
  void shouldCreateListShowAndDeleteMissions() throws IOException {
    assertTrue(run("mission", "list").err().contains("no missions"));
    String mission = create();
    assertEquals(
        new Mission.Draft("Survey the valley", "", "bob", "active", Json.Obj.EMPTY, List.of("field")),
        node.asked(Command.CreateMission.class).draft());
    assertTrue(run("mission", "list").out().contains(mission + "  Survey the valley  active  bob"));
    CliRun show = run("mission", "show", mission);
    assertTrue(show.out().contains("status     active, bob"), show.out());
    assertTrue(show.err().contains("no tasks yet"), show.err());
    assertEquals("mission " + mission + " is gone\n", run("mission", "delete", mission).out());
    assertEquals(4, run("mission", "show", mission).exit());
    assertEquals(4, run("mission", "delete", mission).exit());
  }

  @Test
  void shouldPutTasksIntoMissionsAndJobsIntoTasks() throws IOException {
    String mission = create();
    String task = run("task", "create", mission, "walk", "--kind", "read_file").out().strip();
    assertEquals(new Task.Draft("walk", "", "read_file", Json.Obj.EMPTY),
        node.asked(Command.CreateTask.class).draft());
    assertTrue(run("mission", "show", mission).out().contains(task + "  walk  read_file"));
    assertTrue(run("task", "show", task).err().contains("no jobs yet"));
    String job = run("job", "submit", "--kind", "ping", "--task", task).out().strip();
    assertEquals(TaskId.parse(task), node.asked(Command.Submit.class).spec().task().orElseThrow());
    assertTrue(run("task", "show", task).out().contains(job + "  ping  pending"));
    assertEquals(FakeNode.jobId(1).toString(), job);
  }

  /** It was ignored, and --kind asked for again. */
  @Test
  void shouldTakeKindAndParametersOfTheTask() throws IOException {
    String mission = create();
    Path params = Files.writeString(folder.resolve("params.json"), "{\"path\":\"a.txt\",\"limit\":1}");
    String task = run("task", "create", mission, "read", "--kind", "read_file", "--params", params.toString())
        .out().strip();
    CliRun run = run("job", "submit", "--task", task, "--param", "limit:=2");
    assertEquals(0, run.exit(), run.err());
    assertEquals("read_file", node.asked(Command.Submit.class).spec().kind());
    assertEquals(Json.Obj.EMPTY.with("path", "a.txt").with("limit", 2),
        node.asked(Command.Submit.class).spec().params());
    String bare = run("task", "create", mission, "walk").out().strip();
    assertTrue(run("job", "submit", "--task", bare).err().contains("has none, so --kind is needed"));
  }

  @Test
  void shouldSayInWhichLineOfAPlanATypoIs() throws IOException {
    Path plan = Files.writeString(folder.resolve("plan.json"), "{\n  \"title\": Survey\n}");
    CliRun run = run("mission", "submit", plan.toString());
    assertEquals(1, run.exit());
    assertTrue(run.err().startsWith("error: " + plan + ": line 2, title at byte 13: expected a value"),
        run.err());
    assertTrue(run.err().endsWith("Try: the same command once line 2 is mended\n"), run.err());
  }

  /** A lost answer was not asked for again, for that made a second mission. */
  @Test
  void shouldMakeEverythingUnderAKey() throws IOException {
    String mission = create();
    assertTrue(
        node.asked(Command.CreateMission.class).asking().key().orElseThrow().text().startsWith("cli-"));
    run("mission", "create", "--idempotency-key", "survey", "Survey");
    assertEquals("survey", node.asked(Command.CreateMission.class).asking().key().orElseThrow().text());
    run("task", "create", "--idempotency-key", "walk", mission, "walk");
    assertEquals("walk", node.asked(Command.CreateTask.class).key().orElseThrow().text());
    run("schedule", "add", "--idempotency-key", "daily", "every 1 d ping");
    assertEquals("daily", node.asked(Command.AddSchedule.class).asking().key().orElseThrow().text());
  }

  @Test
  void shouldSayWhatAnIdLooksLike() throws IOException {
    CliRun run = run("mission", "show", "k7f3q2ab-3-1");
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("such as mi-k7f3q2ab-3-17"), run.err());
    assertEquals(2, run("task", "show", "mi-k7f3q2ab-3-1").exit());
  }
}
