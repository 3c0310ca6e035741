package org.sheratan.edge.http.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.daemon.LogTail;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;

class EventFeedTest {
  private final SortedMap<String, String> answers = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<LogTail.Line> lines = new ArrayList<>();
  private EventRing ring = new EventRing(100, 10_000);
  private long nowMs = 1_000;
  private long told;
  private EventFeed feed = feed();

  private EventFeed feed() {
    return new EventFeed(this::answer,
        number -> lines.stream().filter(line -> line.number() >= number).findFirst(), ring,
        () -> Now.monotonic(nowMs));
  }

  private Json.Obj answer(String target) throws HttpRefusal {
    asked.add(target);
    String answer = answers.get(target);
    if (answer == null || answer.isEmpty()) {
      throw new HttpRefusal(Problem.of(answer == null ? 404 : 504, "x", "x", "x"));
    }
    return JsonReader.readObject(Bytes.utf8(answer));
  }

  private List<String> news() {
    nowMs += 10_000;
    feed.refresh();
    List<Event> events = ring.after(told).events();
    events.forEach(event -> told = event.number());
    return events.stream().map(event -> event.name() + " " + event.data().toUtf8()).toList();
  }

  @Test
  void shouldTellWhatHasChangedAndNothingElse() {
    answers.put("/api/v1/nodes", "{\"nodes\":[{\"id\":\"a\",\"seen_s\":0},{\"id\":\"b\"}]}");
    assertEquals(List.of("node {\"id\":\"b\"}", "node {\"id\":\"a\",\"seen_s\":0}"), news());
    answers.put("/api/v1/nodes", "{\"nodes\":[{\"id\":\"a\",\"seen_s\":10},{\"id\":\"b\"}]}");
    assertEquals(List.of(), news());
    answers.put("/api/v1/nodes", "{\"nodes\":[{\"id\":\"a\",\"seen_s\":20},{\"id\":\"b\",\"hops\":2}]}");
    assertEquals(List.of("node {\"hops\":2,\"id\":\"b\"}"), news());
    answers.put("/api/v1/nodes", "{\"nodes\":[{\"id\":\"b\",\"hops\":2}]}");
    assertEquals(List.of("gone {\"key\":\"a\",\"of\":\"node\"}"), news());
  }

  @Test
  void shouldTakeARadioThatIsNotThereForGone() {
    answers.put("/api/v1/radio", "{\"state\":\"up\"}");
    assertEquals(List.of("radio {\"state\":\"up\"}"), news());
    answers.remove("/api/v1/radio");
    assertEquals(List.of("gone {\"key\":\"\",\"of\":\"radio\"}"), news());
  }

  @Test
  void shouldKeepWhatItKnowsOfABusyNode() {
    answers.put("/api/v1/nodes", "{\"nodes\":[{\"id\":\"a\"}]}");
    news();
    answers.put("/api/v1/nodes", "");
    assertEquals(List.of(), news());
    assertEquals("/api/v1/nodes", asked.getLast(), "one that does not answer is not asked eight times");
  }

  @Test
  void shouldAskNoMoreOftenThanIsDue() {
    feed.refresh();
    int once = asked.size();
    nowMs += 100;
    feed.refresh();
    assertEquals(once, asked.size());
    nowMs += 900;
    feed.refresh();
    assertTrue(asked.size() > once && asked.size() < 2 * once);
  }

  @Test
  void shouldSayHowManyThingsItHasNoRoomFor() {
    ring = new EventRing(2, 10_000);
    feed = feed();
    answers.put("/api/v1/nodes", "{\"nodes\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}]}");
    assertEquals(List.of("node {\"id\":\"c\"}", "node {\"id\":\"b\"}",
        "untold {\"count\":1,\"of\":\"node\"}"), news());
    assertEquals(List.of(), news());
    answers.put("/api/v1/nodes", "{\"nodes\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");
    news();
    assertEquals(List.of("node {\"id\":\"a\"}", "gone {\"key\":\"node\",\"of\":\"untold\"}"), news());
  }

  /** A page of large results was a short one: jobs that ran vanished from the list that people look at. */
  @Test
  void shouldTellFiftyJobsWhereAPageHasFewer() {
    answers.put("/api/v1/jobs?limit=50", "{\"jobs\":[{\"id\":\"d\"},{\"id\":\"c\"}],\"next\":\"c\"}");
    answers.put("/api/v1/jobs?limit=48&after=c", "{\"jobs\":[{\"id\":\"b\"}],\"next\":\"b\"}");
    answers.put("/api/v1/jobs?limit=47&after=b", "{\"jobs\":[{\"id\":\"a\"}],\"next\":null}");
    assertEquals(
        List.of("job {\"id\":\"a\"}", "job {\"id\":\"b\"}", "job {\"id\":\"c\"}", "job {\"id\":\"d\"}"),
        news());
    asked.clear();
    nowMs += 1_000;
    feed.refresh();
    assertEquals(List.of(), asked.stream().filter(target -> target.contains("jobs")).toList(),
        "three pages are not asked for each second");
    String fifty = IntStream.range(0, 50).mapToObj(number -> "{\"id\":\"" + number + "\"}")
        .collect(Collectors.joining(","));
    answers.put("/api/v1/jobs?limit=50", "{\"jobs\":[" + fifty + "],\"next\":\"49\"}");
    assertEquals(50, news().stream().filter(told -> told.startsWith("job ")).count());
    assertEquals("/api/v1/jobs?limit=50",
        asked.stream().filter(target -> target.contains("jobs")).toList().getLast());
  }

  @Test
  void shouldTellEachLineOfTheLogOnce() {
    lines.add(new LogTail.Line(7, "a"));
    lines.add(new LogTail.Line(8, "b"));
    assertEquals(List.of("log {\"number\":7,\"text\":\"a\"}", "log {\"number\":8,\"text\":\"b\"}"), news());
    assertEquals(List.of(), news());
    assertEquals(Optional.empty(), lines.stream().filter(line -> line.number() > 8).findFirst());
  }
}
