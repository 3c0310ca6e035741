package org.sheratan.edge.http.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.http.RawClient;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Now;

class CloseLogTest {
  private final List<List<Object>> lines = Collections.synchronizedList(new ArrayList<>());
  private long nowMs = 1_000;
  private final Clock clock = () -> Now.monotonic(nowMs);

  @Test
  void shouldSayAtMostOneLineInTenSecondsAndCountTheOthers() throws IOException {
    CloseLog log = new CloseLog(clock, pairs -> lines.add(List.of(pairs)));
    try (ClientSocket socket = new ClientSocket(clock)) {
      socket.enter("head", true, 5_000);
      nowMs += 1_234;
      for (int count = 0; count < 100; count++) {
        log.closed(CloseLog.Why.OVERDUE, socket);
      }
      nowMs += CloseLog.EVERY_MS;
      log.closed(CloseLog.Why.EVICTED, socket);
    }
    assertEquals(
        List.of("why", "overdue", "phase", "head", "phase_ms", 1_234L, "from", "", "others_untold", 0),
        lines.getFirst());
    assertEquals(2, lines.size());
    assertEquals(99, lines.get(1).getLast());
  }

  @Test
  void shouldSayThatItClosedAClientThatSaidNothing() throws Exception {
    assertEquals(List.of("silent"),
        closings(HttpSettings.loopback(0).withDeadlines(200, 200, 200, 200), false));
  }

  @Test
  void shouldSayWhoseClientsPlaceWasGivenToANewcomer() throws Exception {
    assertEquals(List.of("evicted"), closings(HttpSettings.loopback(0).withLimits(1, 1024), true));
  }

  @Test
  void shouldEndItsRestWhenItStopsThoughNobodyEverCame() throws Exception {
    CloseLog log = new CloseLog(RunningApi.CLOCK, pairs -> lines.add(List.of(pairs)));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      ConnectionRunner runner = new ConnectionRunner(1, RunningApi.CLOCK, executor, log);
      NanoDoor door = new NanoDoor(HttpSettings.loopback(0), RunningApi.CLOCK, runner,
          request -> HttpResponse.empty(204), log);
      door.start(0, true);
      door.stop();
    }
    assertEquals(List.of(), lines);
  }

  /** Why an API closed its first client, who sends no request. */
  private List<Object> closings(HttpSettings settings, boolean newcomer) throws Exception {
    CloseLog log = new CloseLog(RunningApi.CLOCK, pairs -> lines.add(List.of(pairs)));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      ConnectionRunner runner = new ConnectionRunner(settings.maxConnections(), RunningApi.CLOCK, executor,
          log);
      NanoDoor door = new NanoDoor(settings, RunningApi.CLOCK, runner, request -> HttpResponse.empty(204),
          log);
      door.start(0, true);
      try (RawClient silent = new RawClient(door.getListeningPort())) {
        if (newcomer) {
          while (runner.openConnections() == 0) {
            Thread.onSpinWait();
          }
          try (RawClient second = new RawClient(door.getListeningPort())) {
            assertEquals(204, second.send(RawClient.request("GET", "/healthz", "")).response().status());
          }
        }
        assertTrue(silent.closedNow());
      } finally {
        door.stop();
      }
    }
    assertTrue(lines.getFirst().contains("127.0.0.1"), lines::toString);
    return lines.stream().map(line -> line.get(1)).limit(1).toList();
  }
}
