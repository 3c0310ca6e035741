package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;

class WholeListTest {
  private final NavigableMap<Long, Json> kept = new TreeMap<>();
  private final WholeList<Long> list = new WholeList<>(5_000, this::page);
  private boolean refusing;

  private WholeList.Page<Long> page(Optional<Long> behind, int limit) throws HttpRefusal {
    if (refusing) {
      throw new HttpRefusal(Problem.of(507, "storage", "", "disk"));
    }
    List<WholeList.Item<Long>> items = kept.headMap(behind.orElse(Long.MAX_VALUE), false).descendingMap()
        .entrySet()
        .stream().limit(limit).map(entry -> new WholeList.Item<>(entry.getKey(), entry.getValue())).toList();
    return new WholeList.Page<>(items,
        items.size() < limit ? Optional.empty() : Optional.of(items.getLast().key()));
  }

  private void keep(long count) {
    for (long key = 1; key <= count; key++) {
      kept.put(key, Json.Int.of(key));
    }
  }

  @Test
  void shouldGiveAShortListAtOnce() throws Exception {
    assertEquals("[]\n", list.newestFirst().body().toUtf8());
    assertEquals("[]\n", list.oldestFirst().body().toUtf8());
    keep(3);
    assertEquals("[3,2,1]\n", list.newestFirst().body().toUtf8());
    assertEquals("[1,2,3]\n", list.oldestFirst().body().toUtf8());
  }

  @Test
  void shouldStreamALongListWholeAndInOrder() throws Exception {
    for (long count : new long[]{50, 51, 99, 100, 101, 1_234}) {
      kept.clear();
      keep(count);
      assertEquals(up(1, count), text(list.oldestFirst()));
      assertEquals("[" + LongStream.rangeClosed(1, count).mapToObj(key -> "" + (count + 1 - key))
          .collect(Collectors.joining(",")) + "]\n", text(list.newestFirst()));
    }
  }

  @Test
  void shouldGiveTheNewestWhereNotAllAreWanted() throws Exception {
    keep(1_000);
    for (int most : new int[]{1, 49, 50, 51, 100, 149, 1_000, 2_000}) {
      WholeList<Long> some = new WholeList<>(most, this::page);
      long from = Math.max(1, 1_001 - most);
      assertEquals(up(from, 1_000), text(some.oldestFirst()));
      assertEquals(Math.min(most, 1_000), text(some.newestFirst()).split(",").length);
    }
  }

  @Test
  void shouldNeitherLoseNorRepeatWhenTheListChangesMeanwhile() throws Exception {
    keep(200);
    HttpResponse response = list.oldestFirst();
    kept.keySet().removeIf(key -> key > 60 && key <= 70);
    keep(300);
    kept.keySet().removeIf(key -> key > 60 && key <= 70);
    assertEquals((up(1, 60) + up(71, 200)).replace("]\n[", ","), text(response));
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
    if (response.stream().isEmpty()) {
      return response.body().toUtf8();
    }
    StringBuilder text = new StringBuilder();
    response.stream().get().writeTo(bytes -> text.append(bytes.toUtf8()));
    return text.toString();
  }
}
