package org.sheratan.edge.http.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

class EventRingTest {
  private final EventRing ring = new EventRing(4, 1_000);

  private static List<String> told(EventRing.Slice slice) {
    return slice.events().stream()
        .map(event -> event.number() + " " + event.name() + " " + event.data().toUtf8())
        .toList();
  }

  @Test
  void shouldTellANewcomerHowEverythingStands() {
    ring.put("node", "a", Bytes.utf8("1"), 0);
    ring.put("job", "a", Bytes.utf8("2"), 0);
    ring.put("node", "a", Bytes.utf8("3"), 0);
    EventRing.Slice slice = ring.after(0);
    assertTrue(slice.reset());
    assertEquals(List.of("2 job 2", "3 node 3"), told(slice));
  }

  @Test
  void shouldTellTheTrueAgeOfWhatWasToldLongAgo() {
    ring.put("node", "a", Bytes.utf8("{\"id\":\"a\",\"seen_s\":2.5}"), 10_000);
    Event event = ring.after(0).events().getFirst();
    assertEquals("{\"id\":\"a\",\"seen_s\":2.5}", event.asOf(10_200).toUtf8());
    assertEquals("{\"id\":\"a\",\"seen_s\":602.5}", event.asOf(610_000).toUtf8());
    assertEquals("{\"id\":\"a\",\"seen_s\":2.5}", ring.after(0).events().getFirst().data().toUtf8(),
        "what is kept does not age");
  }

  @Test
  void shouldTellWhoComesBackOnlyWhatIsNewer() {
    ring.put("node", "a", Bytes.utf8("1"), 0);
    ring.put("node", "b", Bytes.utf8("2"), 0);
    ring.put("node", "a", Bytes.utf8("3"), 0);
    EventRing.Slice slice = ring.after(2);
    assertFalse(slice.reset());
    assertEquals(List.of("3 node 3"), told(slice));
    assertTrue(ring.after(3).events().isEmpty());
    assertFalse(ring.after(3).reset());
  }

  @Test
  void shouldTellOfWhatIsGoneOnlyThoseWhoKnewIt() {
    ring.put("node", "a", Bytes.utf8("1"), 0);
    ring.gone("node", "a", 0);
    assertEquals(List.of("2 gone {\"key\":\"a\",\"of\":\"node\"}"), told(ring.after(1)));
    assertTrue(ring.after(0).events().isEmpty());
    ring.put("node", "a", Bytes.utf8("3"), 0);
    assertEquals(List.of("3 node 3"), told(ring.after(1)));
  }

  @Test
  void shouldSayWhenItHasMovedOn() {
    ring.put("node", "a", Bytes.utf8("1"), 0);
    ring.put("node", "b", Bytes.utf8("2"), 0);
    ring.gone("node", "a", 0);
    ring.gone("node", "b", 0);
    for (String key : List.of("c", "d", "e")) {
      assertTrue(ring.put("node", key, Bytes.utf8("x"), 0));
    }
    assertTrue(ring.after(2).reset(), "nobody can tell any more that a is gone");
    assertFalse(ring.after(3).reset());
    assertEquals(3, ring.after(0).events().size());
    assertTrue(ring.after(8).reset(), "a number that was never given");
    assertFalse(ring.after(ring.after(0).upTo()).reset(), "who starts anew does so once");
  }

  /** A page left open on a wall while jobs come and go must not cost the next page its groups. */
  @Test
  void shouldKeepWhatIsThereHoweverMuchComesAndGoes() {
    ring.put("group", "g", Bytes.utf8("1"), 0);
    ring.put("job", "old", Bytes.utf8("2"), 0);
    for (int number = 1; number <= 3_000; number++) {
      assertTrue(ring.put("job", "j" + number, Bytes.utf8("x"), 0));
      ring.gone("job", "j" + number, 0);
    }
    assertEquals(List.of("1 group 1", "2 job 2"), told(ring.after(0)));
    assertTrue(ring.after(2).reset());
    assertFalse(ring.after(ring.after(0).upTo()).reset());
  }

  @Test
  void shouldRefuseWhatThereIsNoRoomForAndDropNothingForIt() {
    for (String key : List.of("a", "b", "c", "d")) {
      assertTrue(ring.put("node", key, Bytes.utf8("x"), 0));
    }
    assertFalse(ring.put("node", "e", Bytes.utf8("x"), 0));
    assertTrue(ring.put("job", "e", Bytes.utf8("x"), 0), "another kind has room of its own");
    assertFalse(ring.after(5).reset());
    ring.gone("node", "a", 0);
    assertTrue(ring.put("node", "e", Bytes.utf8("x"), 0));
    assertEquals(5, ring.after(0).events().size());
  }

  @Test
  void shouldKeepWithinItsBytes() {
    Bytes large = Bytes.utf8("x".repeat(400));
    assertTrue(ring.put("job", "n1", large, 0));
    assertTrue(ring.put("job", "n2", large, 0));
    assertFalse(ring.put("job", "n3", large, 0));
    assertEquals(2, ring.after(0).events().size());
    assertFalse(ring.put("job", "n2", Bytes.utf8("x".repeat(2_000)), 0));
    EventRing.Slice slice = ring.after(2);
    assertTrue(slice.reset(), "who knew it as it was must not go on believing that");
    assertEquals(1, slice.events().size());
    assertFalse(ring.after(slice.upTo()).reset());
  }
}
