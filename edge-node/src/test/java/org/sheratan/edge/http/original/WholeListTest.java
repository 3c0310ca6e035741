package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.door.AnswerRoom;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.door.StreamBody;

class WholeListTest {
  private static final String PAD = "x".repeat(500);
  private final NavigableMap<Long, Json> kept = new TreeMap<>();
  private final WholeList<Long> list = new WholeList<>(5_000, this::page);
  private boolean refusing;
  private int pageItems = Integer.MAX_VALUE;
  private int made;
  private int asked;
  private int calls;

  private WholeList.Page<Long> page(Optional<Long> behind, int limit) throws HttpRefusal {
    if (refusing) {
      throw new HttpRefusal(Problem.of(507, "storage", "", "disk"));
    }
    List<WholeList.Item<Long>> items = kept.headMap(behind.orElse(Long.MAX_VALUE), false).descendingMap()
        .entrySet().stream().limit(Math.min(limit, pageItems))
        .map(entry -> new WholeList.Item<>(entry.getKey(), () -> made(entry.getValue()))).toList();
    asked += items.size();
    calls++;
    return new WholeList.Page<>(items,
        items.size() < Math.min(limit, pageItems) ? Optional.empty() : Optional.of(items.getLast().key()));
  }

  private Json made(Json item) {
    made++;
    return item;
  }

  private void keep(long count) {
    for (long key = 1; key <= count; key++) {
      kept.put(key, new Json.Text(PAD + key));
    }
  }

  @Test
  void shouldGiveAShortListAtOnce() throws Exception {
    assertEquals("[]\n", list.newestFirst().body().toUtf8());
    assertEquals("[]\n", list.oldestFirst().body().toUtf8());
    keep(3);
    assertEquals("[3,2,1]\n", text(list.newestFirst()));
    assertEquals("[1,2,3]\n", text(list.oldestFirst()));
    assertTrue(list.newestFirst().stream().isEmpty());
    assertTrue(list.oldestFirst().stream().isEmpty());
  }

  @Test
  void shouldStreamALongListWholeAndInOrder() throws Exception {
    for (int items : new int[]{Integer.MAX_VALUE, 3}) {
      pageItems = items;
      for (long count : new long[]{15, 16, 17, 32, 63, 64, 65, 1_234}) {
        kept.clear();
        keep(count);
        assertEquals(up(1, count), text(list.oldestFirst()));
        assertEquals("[" + LongStream.rangeClosed(1, count).mapToObj(key -> "" + (count + 1 - key))
            .collect(Collectors.joining(",")) + "]\n", text(list.newestFirst()));
      }
    }
  }

  @Test
  void shouldGiveTheNewestWhereNotAllAreWanted() throws Exception {
    keep(1_000);
    for (int most : new int[]{1, 15, 16, 17, 100, 149, 1_000, 2_000}) {
      WholeList<Long> some = new WholeList<>(most, this::page);
      long from = Math.max(1, 1_001 - most);
      assertEquals(up(from, 1_000), text(some.oldestFirst()));
      assertEquals(Math.min(most, 1_000), text(some.newestFirst()).split(",").length);
    }
  }

  @Test
  void shouldNeitherLoseNorRepeatWhenTheListChangesMeanwhile() throws Exception {
    for (int items : new int[]{Integer.MAX_VALUE, 5}) {
      kept.clear();
      keep(200);
      pageItems = Integer.MAX_VALUE;
      HttpResponse response = list.oldestFirst();
      pageItems = items;
      keep(300);
      kept.keySet().removeIf(key -> key > 160 && key <= 170);
      assertEquals((up(1, 160) + up(171, 200)).replace("]\n[", ","), text(response));
    }
  }

  /** A page of 50 jobs with results of 60 KiB each was made at once, several times over, on a heap of 32 MB. */
  @Test
  void shouldHoldOneLargeItemAtATime() throws Exception {
    for (long key = 1; key <= 40; key++) {
      kept.put(key, new Json.Text("y".repeat(WholeList.SHORT_CHARS)));
    }
    list.newestFirst();
    assertEquals(1, made);
    made = 0;
    HttpResponse response = list.oldestFirst();
    assertEquals(1, made, "none for the sake of the order");
    made = 0;
    int[] written = new int[1];
    response.stream().orElseThrow().writeTo(bytes -> {
      assertTrue(made <= 1, "made " + made);
      made = 0;
      written[0] += bytes.length() > WholeList.SHORT_CHARS ? 1 : 0;
    });
    assertEquals(40, written[0]);
  }

  /** Four clients that took nothing held up everybody else's list. */
  @Test
  void shouldNotLetListsWaitForClientsThatTakeNothing() throws Exception {
    keep(200);
    CountDownLatch slow = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    List<Thread> clients = new ArrayList<>();
    for (int client = 0; client < 12; client++) {
      StreamBody body = (client % 2 == 0 ? list.oldestFirst() : list.newestFirst()).stream().orElseThrow();
      clients.add(Thread.ofVirtual().start(() -> {
        try {
          body.writeTo(bytes -> {
            begun.incrementAndGet();
            awaited(slow);
          });
        } catch (IOException refused) {
          throw new AssertionError(refused);
        }
      }));
    }
    while (begun.get() < 12) {
      Thread.onSpinWait();
    }
    assertEquals(up(1, 200), text(list.oldestFirst()));
    assertEquals(4, WholeList.TURNS.availablePermits());
    assertTrue(AnswerRoom.KIB.availablePermits() <= AnswerRoom.MOST_KIB - 12 * 32);
    slow.countDown();
    for (Thread client : clients) {
      client.join();
    }
    assertEquals(AnswerRoom.MOST_KIB, AnswerRoom.KIB.availablePermits());
  }

  /** Each has a page of up to a MiB in memory. */
  @Test
  void shouldMakeFewPiecesAtOnce() throws Exception {
    keep(200);
    CountDownLatch slow = new CountDownLatch(1);
    AtomicInteger asking = new AtomicInteger();
    WholeList<Long> other = new WholeList<>(5_000, (behind, limit) -> {
      asking.incrementAndGet();
      awaited(slow);
      return page(behind, limit);
    });
    List<Thread> clients = new ArrayList<>();
    for (int client = 0; client < 6; client++) {
      clients.add(Thread.ofVirtual().start(() -> {
        try {
          other.newestFirst();
        } catch (HttpRefusal refused) {
          throw new AssertionError(refused);
        }
      }));
    }
    while (asking.get() < 4 || WholeList.TURNS.getQueueLength() < 2) {
      Thread.onSpinWait();
    }
    assertEquals(4, asking.get());
    slow.countDown();
    for (Thread client : clients) {
      client.join();
    }
  }

  /** What a piece leaves of a page is asked for again, and not often. */
  @Test
  void shouldAskForLargeItemsTwiceAtMost() throws Exception {
    for (long key = 1; key <= 64; key++) {
      kept.put(key, new Json.Text("y".repeat(WholeList.SHORT_CHARS) + key));
    }
    for (HttpResponse response : List.of(list.oldestFirst(), list.newestFirst())) {
      asked = 0;
      response.stream().orElseThrow().writeTo(bytes -> {});
      assertTrue(asked <= 2 * 64 + 2 * WholeList.PAGE, asked + " items");
    }
  }

  /** After one large item, each that followed was asked for by itself. */
  @Test
  void shouldAskForManySmallItemsAtOnceBehindALargeOne() throws Exception {
    keep(400);
    for (long large : new long[]{1, 400}) {
      kept.put(large, new Json.Text("y".repeat(WholeList.SHORT_CHARS)));
    }
    for (HttpResponse response : List.of(list.oldestFirst(), list.newestFirst())) {
      calls = 0;
      response.stream().orElseThrow().writeTo(bytes -> {});
      assertTrue(calls < 60, calls + " pages");
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      throw new AssertionError(stopping);
    }
  }

  @Test
  void shouldRefuseBeforeTheFirstByteAndBreakOffAfterIt() throws Exception {
    keep(200);
    HttpResponse response = list.oldestFirst();
    refusing = true;
    assertThrows(HttpRefusal.class, list::newestFirst);
    StringBuilder sent = new StringBuilder();
    assertThrows(IOException.class,
        () -> response.stream().orElseThrow().writeTo(bytes -> sent.append(bytes.toUtf8())));
    assertTrue(!sent.toString().endsWith("]\n"));
  }

  private static String up(long from, long to) {
    return "[" + LongStream.rangeClosed(from, to).mapToObj(Long::toString).collect(Collectors.joining(","))
        + "]\n";
  }

  private static String text(HttpResponse response) throws IOException {
    StringBuilder text = new StringBuilder(response.body().toUtf8());
    if (response.stream().isPresent()) {
      response.stream().get().writeTo(bytes -> text.append(bytes.toUtf8()));
    }
    return text.toString().replace(PAD, "").replace("\"", "");
  }
}
