package org.sheratan.edge.tool.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.Schema;
import org.sheratan.core.tool.SchemaReader;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolKind;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.edge.shell.View;
import org.sheratan.edge.tool.HandAlarm;
import org.sheratan.edge.tool.ToolRig;
import org.sheratan.kernel.Bytes;

/** With real programs, in real namespaces; where the machine has none the tools are not offered either. */
class CommandToolTest {
  private static final Schema SCHEMA = SchemaReader.read("schema", JsonReader.readObject(Bytes.utf8("""
      {"type":"object","properties":{"path":{"type":"string"},"text":{"type":"string"}}}""")));
  private static Optional<Confinement> confinement;

  @TempDir
  Path folder;
  private final HandAlarm alarm = new HandAlarm();
  private Path workspace;

  @BeforeAll
  static void shouldHaveNamespaces() {
    confinement = Confinement.find();
    assumeTrue(confinement.isPresent(), "no namespaces here");
  }

  @BeforeEach
  void setUp() throws IOException {
    workspace = Files.createDirectory(folder.resolve("workspace")).toRealPath();
  }

  private ToolRig rig(boolean pages, String program, String... words) {
    return rig(pages, false, program, words);
  }

  private ToolRig rig(boolean pages, boolean reports, String program, String... words) {
    Arguments arguments = Arguments.parse("arguments", List.of(words), SCHEMA);
    CommandSettings settings = new CommandSettings("listed", Path.of(program), arguments, false, pages,
        reports, 30,
        64L * 1024 * 1024, 1000);
    ToolKind kind = new ToolKind("listed", "Runs.", true, "run", SCHEMA, arguments::check);
    return new ToolRig(workspace, task -> Thread.ofVirtual().start(task),
        ToolCatalog.standard().with(List.of(kind)),
        "listed", new CommandTool(settings, confinement.orElseThrow(), workspace, alarm));
  }

  private ToolRig shell(String script) {
    return rig(false, "/bin/sh", "-c", script, "sh", "{text}");
  }

  private String printed(String script) {
    return new View(shell(script).result("listed", "{\"text\":\"a b\"}")).text("content");
  }

  @Test
  void shouldGiveWhatAProgramPrints() throws IOException {
    Files.writeString(workspace.resolve("b c.txt"), "one\ftwo\f");
    assertEquals("one\ftwo\f",
        new View(rig(false, "/bin/cat", "{path:file}").result("listed", "{\"path\":\"b c.txt\"}"))
            .text("content"));
    Json.Obj pages = rig(true, "/bin/cat", "{path:file}").result("listed", "{\"path\":\"b c.txt\"}");
    assertEquals(Json.Arr.ofTexts(List.of("one", "two")), pages.get("pages"));
    assertEquals("[a b]", printed("echo -n \"[$1]\"; echo wrong >&2"));
    assertEquals(workspace + "\n", printed("pwd"));
    assertTrue(alarm.quiet(), "the alarm is taken back");
  }

  @Test
  void shouldSeeNothingOfTheNodesEnvironmentAndNoNetwork() {
    assertEquals("HOME=/nonexistent LANG=C.UTF-8 PATH=/usr/bin:/bin PWD ",
        printed("env | sort | grep -v '^_=\\|^OLDPWD=\\|^SHLVL=' | sed 's/^PWD=.*/PWD/' | tr '\\n' ' '"));
    assertEquals("1", printed("echo -n $(grep -c : /proc/self/net/dev)"));
    assertEquals("1", printed("echo -n $$"));
  }

  @Test
  void shouldOpenFilesOfTheWorkspaceOnly() throws IOException {
    Files.writeString(folder.resolve("secret"), "secret");
    Files.createSymbolicLink(workspace.resolve("link"), folder.resolve("secret"));
    Files.createSymbolicLink(workspace.resolve("up"), folder);
    Files.createDirectory(workspace.resolve("sub"));
    ToolRig rig = rig(false, "/bin/cat", "{path:file}");
    rig.failed(FailureCode.SYMLINK, "listed", "{\"path\":\"link\"}");
    rig.failed(FailureCode.SYMLINK, "listed", "{\"path\":\"up/secret\"}");
    rig.failed(FailureCode.NOT_A_FILE, "listed", "{\"path\":\"sub\"}");
    rig.failed(FailureCode.NOT_FOUND, "listed", "{\"path\":\"none\"}");
    rig.failed(FailureCode.INVALID, "listed", "{\"path\":\"../secret\"}");
  }

  @Test
  void shouldSayHowAProgramFailed() {
    assertEquals("listed ended with status 3",
        shell("exit 3").failed(FailureCode.COMMAND_FAILED, "listed", "{}").message());
    shell("printf '\\377'").failed(FailureCode.NOT_TEXT, "listed", "{}");
    shell("yes").failed(FailureCode.RESULT_TOO_LARGE, "listed", "{}");
    rig(false, "/nonexistent").failed(FailureCode.COMMAND_FAILED, "listed", "{}");
    shell("x=$(head -c 300000000 /dev/zero | tr '\\0' a)").failed(FailureCode.COMMAND_FAILED, "listed", "{}");
  }

  @Test
  void shouldHandInWhatAProgramReports() {
    ToolRig rig = reporting("echo one; printf '\\036{\"done\":0.5,\"word\":\"half\",\"partial\":{\"n\":1},"
        + "\"checkpoint\":\"at 5\"}\n'; echo two");
    assertEquals("one\ntwo\n", new View(rig.result("listed", "{}")).text("content"));
    ToolEvent.Progressed told = rig.told.remove();
    assertEquals(0.5, told.done());
    assertEquals(Interim.checkpoint("half", Bytes.utf8("at 5")).with(Json.Obj.EMPTY.with("n", 1)),
        told.said());
    assertTrue(rig.told.isEmpty());
  }

  @Test
  void shouldGiveAProgramTheCheckpoint() {
    String script = "echo -n \"from ${SHERATAN_CHECKPOINT:-nothing}\"";
    assertEquals("from at 5", content(reporting(script), Bytes.utf8("at 5")));
    assertEquals("from nothing", content(reporting(script), Bytes.EMPTY));
    for (Bytes bad : List.of(Bytes.hex("ff"), Bytes.hex("610062"), Bytes.hex("610a62"))) {
      ToolRig rig = reporting(script);
      assertEquals("from nothing", content(rig, bad));
      assertEquals("anew, bad checkpoint", rig.told.remove().said().word());
    }
    assertEquals("from nothing", content(shell(script), Bytes.utf8("at 5")), "it does not report");
  }

  @Test
  void shouldSayWhereAReportCannotBeRead() {
    ToolRig rig = reporting("printf '\\036{\"done\":0.5}\n\\036{\"done\":7}\n'; echo -n whole");
    assertEquals("whole", content(rig, Bytes.EMPTY));
    assertEquals(0.5, rig.told.remove().done());
    ToolEvent.Progressed second = rig.told.remove();
    assertEquals("a report that cannot be read", second.said().word());
    assertEquals(0.5, second.done());
  }

  private ToolRig reporting(String script) {
    return rig(false, true, "/bin/sh", "-c", script, "sh");
  }

  private static String content(ToolRig rig, Bytes checkpoint) {
    return new View(rig.result("listed", "{}", checkpoint)).text("content");
  }

  /** Tests may run as root, whom the kernel lets have more processes than its limit. */
  @Test
  void shouldBoundWhatItMayUse() {
    assertEquals("64 65536 30 256 0 131072",
        printed("echo -n $(ulimit -p; ulimit -v; ulimit -t; ulimit -n; ulimit -c; ulimit -f)"));
  }

  /** Each of them kept within its limit, and all of them together took as much as they liked. */
  @Test
  void shouldEndItWhenAllItsProcessesTogetherHaveTooMuchMemory() {
    String holding = "(head -c 20000000 /dev/zero; sleep 977535) | tail -c 20000000 >/dev/null & ";
    ToolRig rig = shell(holding.repeat(5) + "wait");
    rig.start("listed", "{}");
    while (!rig.ended()) {
      alarm.fire(1_000);
    }
    assertEquals("listed was ended: more than 67108864 bytes of memory in all its processes together",
        rig.failed(FailureCode.COMMAND_FAILED).message());
    assertTrue(gone("977535"));
  }

  /** A few that share what they have are not counted as if each had it alone. */
  @Test
  void shouldLetManySmallProcessesBe() {
    ToolRig rig = shell("for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 977536 & done; wait");
    ToolOrder order = rig.start("listed", "{}");
    while (running("977536") < 12) {
      Thread.onSpinWait();
    }
    alarm.fire(1_000);
    assertEquals(12, running("977536"));
    rig.stop(order);
    rig.failed(FailureCode.STOPPED);
    assertTrue(gone("977536"));
    assertTrue(alarm.quiet(), "nobody looks any more");
  }

  /** The kernel's limit binds every user but root. */
  @Test
  void shouldEndItWhenItHasTooManyProcesses() {
    assumeTrue(Confinement.isRoot());
    ToolRig rig = shell("i=0; while [ $i -lt 70 ]; do sleep 977537 & i=$((i + 1)); done; wait");
    rig.start("listed", "{}");
    while (running("977537") < 70) {
      Thread.onSpinWait();
    }
    alarm.fire(1_000);
    assertEquals("listed was ended: more than 64 processes",
        rig.failed(FailureCode.COMMAND_FAILED).message());
    assertTrue(gone("977537"));
  }

  @Test
  void shouldEndAllThatItStartedWhenTimeIsOverAndWhenStopped() {
    for (String mark : List.of("977532", "977533")) {
      ToolRig rig = shell("setsid sleep " + mark + " & (setsid sh -c 'trap \"\" TERM INT HUP; sleep " + mark
          + "') & trap '' TERM; sleep " + mark);
      ToolOrder order = rig.start("listed", "{}");
      while (running(mark) < 3) {
        Thread.onSpinWait();
      }
      if (mark.endsWith("2")) {
        rig.stop(order);
        rig.failed(FailureCode.STOPPED);
      } else {
        alarm.fire();
        rig.failed(FailureCode.TIMEOUT);
      }
      assertTrue(gone(mark));
    }
  }

  /** Outside of a service manager nobody else ends them. */
  @Test
  void shouldEndWithTheNode() {
    ToolRig rig = shell("setsid sleep 977534 & sleep 977534");
    rig.start("listed", "{}");
    while (running("977534") < 2) {
      Thread.onSpinWait();
    }
    rig.stopAll();
    rig.failed(FailureCode.STOPPED);
    assertTrue(gone("977534"));
  }

  private static List<ProcessHandle> sleepers(String mark) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().command().orElse("").endsWith("sleep")
            && List.of(process.info().arguments().orElse(new String[0])).contains(mark))
        .toList();
  }

  private static int running(String mark) {
    return sleepers(mark).size();
  }

  /** Waits for those the kernel is about to end. */
  private static boolean gone(String mark) {
    try {
      for (ProcessHandle process : sleepers(mark)) {
        process.onExit().get(60, TimeUnit.SECONDS);
      }
      return running(mark) == 0;
    } catch (Exception stays) {
      throw new AssertionError(stays);
    }
  }
}
