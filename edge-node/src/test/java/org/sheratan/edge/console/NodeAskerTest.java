package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.LocalApi;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.kernel.Now;

class NodeAskerTest {
  private final NodeAsker asker = new NodeAsker();

  private void run() {
    asker.onRunning(
        new LocalApi(new ApiParts(new FakeNode(), RunningApi.TOKEN, RunningApi.tokens(), FakeNode.NETWORK,
            () -> Now.monotonic(0), Runnable::run, FakeNode.LINKS, Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false)));
  }

  @Test
  void shouldSayThatTheNodeIsStarting() {
    assertTrue(asker.starting());
    CommandFailure failure = assertThrows(CommandFailure.class, () -> asker.get("/api/v1/status"));
    assertEquals(ExitStatus.UNREACHABLE, failure.exit());
  }

  @Test
  void shouldSayWhyTheNodeDidNotStart() {
    asker.onRefused(new CommandFailure(ExitStatus.CONFLICT, "the port is taken", "another port"));
    assertFalse(asker.starting());
    CommandFailure failure = assertThrows(CommandFailure.class,
        () -> asker.post("/api/v1/ping", Json.Obj.EMPTY));
    assertEquals("the port is taken", failure.getMessage());
    assertEquals("another port", failure.fix());
  }

  @Test
  void shouldAnswerOnceTheNodeRuns() throws CommandFailure {
    run();
    assertFalse(asker.starting());
    assertTrue(asker.get("/api/v1/status").is("accepting"));
  }

  @Test
  void shouldAnswerOnceARefusedNodeRunsAfterAll() throws CommandFailure {
    asker.onRefused(new CommandFailure(ExitStatus.CONFLICT, "the port is taken", ""));
    run();
    assertTrue(asker.get("/api/v1/status").is("accepting"));
  }

  @Test
  void shouldNameNoCommandThatTheConsoleDoesNotHave() {
    run();
    CommandFailure unknown = assertThrows(CommandFailure.class,
        () -> asker.post("/api/v1/ping", Json.Obj.EMPTY.with("node", "kitchen").with("timeout_s", 1)));
    assertEquals("net", unknown.fix());
  }

  @Test
  void shouldTurnRefusalsIntoExitStatusesAsTheCommandLineDoes() {
    run();
    assertEquals(ExitStatus.NOT_FOUND,
        assertThrows(CommandFailure.class, () -> asker.get("/api/v1/radio")).exit());
    assertEquals(ExitStatus.USAGE,
        assertThrows(CommandFailure.class, () -> asker.post("/api/v1/ping", Json.Obj.EMPTY)).exit());
  }
}
