package org.sheratan.edge.http.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawClient;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.route.LongPoll;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;

/** Callers who bring more at once than the memory has room for. */
class CrowdedBodiesTest {
  private static final int CALLERS = 60;
  private static final String DENSE = "{\"a\":[" + "7,".repeat(9_900) + "7]" + " ".repeat(44_000) + "}";

  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  private HttpResponse parsed(HttpRequest request) {
    int bytes = inside.addAndGet(request.body().length());
    most.accumulateAndGet(bytes, Math::max);
    try {
      Thread.yield();
      return HttpResponse.json(200, JsonReader.readObject(request.body()).without("a"));
    } finally {
      inside.addAndGet(-request.body().length());
    }
  }

  private static int posted(int port, String body) throws IOException {
    try (RawClient client = new RawClient(port)) {
      return client.send(RawClient.request("POST", "/", body)).response().status();
    }
  }

  /** Ten of them were enough, of those who bring no token. */
  @Test
  void shouldLeaveTheNodeUpUnderSixtyDenseBodies() throws Exception {
    HttpSettings settings = HttpSettings.loopback(0);
    CloseLog log = new CloseLog(RunningApi.CLOCK, pairs -> {});
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        OpenDoor one = OpenDoor.open(settings, RunningApi.CLOCK, executor, log, this::parsed);
        OpenDoor other = OpenDoor.open(settings, RunningApi.CLOCK, executor, log, this::parsed)) {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        int port = (caller % 2 == 0 ? one : other).address().getPort();
        calls.add(() -> posted(port, DENSE));
      }
      for (Future<Integer> answered : executor.invokeAll(calls)) {
        assertTrue(List.of(200, 503).contains(answered.get()), "answered " + answered.get());
      }
      assertTrue(most.get() >= DENSE.length() && most.get() <= BodyGate.MOST_BYTES,
          most.get() + " bytes at once");
      assertEquals(200, posted(one.address().getPort(), "{}"));
    }
  }

  @Test
  void shouldTellWhoFindsNoRoomWhenToComeAgain() {
    BodyGate gate = new BodyGate(100, 0, 0);
    HttpResponse taken = gate.within(1_000_000, outer -> {
      assertEquals(200, gate.within(0, inner -> HttpResponse.empty(200)).status(), "without a body");
      return gate.within(1, inner -> HttpResponse.empty(200));
    });
    assertEquals(503, taken.status());
    assertEquals("1", taken.headers().get("Retry-After"));
    assertTrue(taken.body().toUtf8().contains(":crowded"));
    assertEquals(200, gate.within(100, all -> HttpResponse.empty(200)).status(), "all is given back");
  }

  /** Nine requests that waited for other nodes kept every other body away for a minute. */
  @Test
  void shouldLeaveItsPlaceToOthersWhoeverWaitsItself() {
    BodyGate gate = new BodyGate(100, 150, 0);
    assertEquals(200, gate.within(100, first -> waiting(first, () -> gate.within(50, second -> waiting(second,
        () -> gate.within(100, third -> {
          assertEquals(503, waiting(third, () -> HttpResponse.empty(200)).status(),
              "what waits is kept too, so there is a bound");
          return HttpResponse.empty(200);
        }))))).status());
    assertEquals(200, gate.within(100, all -> waiting(all, () -> HttpResponse.empty(200))).status());
    assertEquals(200, gate.within(0, none -> waiting(none, () -> HttpResponse.empty(200))).status());
  }

  private static HttpResponse waiting(BodyGate.Place place, Supplier<HttpResponse> then) {
    try {
      place.waits();
      place.waits();
      return then.get();
    } catch (HttpRefusal crowded) {
      return HttpResponse.problem(crowded.problem());
    }
  }

  /** Thirty-two that waited in vain made their answers all at once. */
  @Test
  void shouldHaveTheRoomAgainWhenAWaitIsOver() throws HttpRefusal {
    Semaphore kib = new Semaphore(AnswerRoom.MAKING_KIB);
    AnswerRoom room = new AnswerRoom(kib, new Semaphore(0), 0);
    AtomicLong nowMs = new AtomicLong();
    LongPoll polls = new LongPoll(new NodeDesk(new FakeNode(), 1_000), HttpSettings.loopback(0),
        () -> Now.monotonic(nowMs.get()));
    AtomicInteger looks = new AtomicInteger();
    assertEquals("old", polls.await(room, () -> {
      assertEquals(0, kib.availablePermits(), "had while it is looked");
      nowMs.addAndGet(looks.incrementAndGet());
      return "old";
    }, seen -> false, 5));
    assertTrue(looks.get() > 1);
    assertEquals(0, kib.availablePermits(), "had while the answer is made");
    room.giveBack();
  }

  /** Whoever had no token could take the room of those with one. */
  @Test
  void shouldGiveStrangersARoomOfTheirOwn() throws HttpRefusal {
    Semaphore kib = new Semaphore(AnswerRoom.MAKING_KIB);
    Semaphore openKib = new Semaphore(AnswerRoom.MOST_OPEN_KIB);
    AnswerRoom stranger = new AnswerRoom(kib, openKib, 0);
    stranger.takeOpen(1_000_000);
    assertEquals(0, openKib.availablePermits());
    assertEquals(AnswerRoom.MAKING_KIB, kib.availablePermits());
    AnswerRoom next = new AnswerRoom(kib, openKib, 0);
    assertEquals(503, assertThrows(HttpRefusal.class, () -> next.takeOpen(1)).problem().status());
    next.take();
    assertEquals(0, kib.availablePermits());
    stranger.made(HttpResponse.of(200, "text/plain", Bytes.copyOf(new byte[5_000])));
    assertEquals(AnswerRoom.MOST_OPEN_KIB - 5, openKib.availablePermits());
    stranger.giveBack();
    next.giveBack();
    assertEquals(AnswerRoom.MOST_OPEN_KIB, openKib.availablePermits());
    assertEquals(AnswerRoom.MAKING_KIB, kib.availablePermits());
  }

  @Test
  void shouldKeepOfTheRoomWhatTheAnswerTakes() throws HttpRefusal {
    Semaphore kib = new Semaphore(AnswerRoom.MAKING_KIB + 10);
    AnswerRoom room = new AnswerRoom(kib, new Semaphore(0), 0);
    room.take();
    room.take();
    assertEquals(10, kib.availablePermits());
    AnswerRoom second = new AnswerRoom(kib, new Semaphore(0), 0);
    assertEquals(503, assertThrows(HttpRefusal.class, second::take).problem().status());
    second.giveBack();
    room.made(HttpResponse.of(200, "text/plain", Bytes.copyOf(new byte[5_000])));
    assertEquals(AnswerRoom.MAKING_KIB + 5, kib.availablePermits());
    room.giveBack();
    room.giveBack();
    assertEquals(AnswerRoom.MAKING_KIB + 10, kib.availablePermits());
  }
}
