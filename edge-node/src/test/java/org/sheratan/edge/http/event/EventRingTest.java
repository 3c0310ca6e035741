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
    ring.put("node", "a", Bytes.utf8("1"));
    ring.put("job", "a", Bytes.utf8("2"));
    ring.put("node", "a", Bytes.utf8("3"));
    EventRing.Slice slice = ring.after(0);
    assertTrue(slice.reset());
    assertEquals(List.of("2 job 2", "3 node 3"), told(slice));
  }

  @Test
  void shouldTellWhoComesBackOnlyWhatIsNewer() {
    ring.put("node", "a", Bytes.utf8("1"));
    ring.put("node", "b", Bytes.utf8("2"));
    ring.put("node", "a", Bytes.utf8("3"));
    EventRing.Slice slice = ring.after(2);
    assertFalse(slice.reset());
    assertEquals(List.of("3 node 3"), told(slice));
    assertTrue(ring.after(3).events().isEmpty());
    assertFalse(ring.after(3).reset());
  }

  @Test
  void shouldTellOfWhatIsGoneOnlyThoseWhoKnewIt() {
    ring.put("node", "a", Bytes.utf8("1"));
    ring.gone("node", "a");
    assertEquals(List.of("2 gone {\"key\":\"a\",\"of\":\"node\"}"), told(ring.after(1)));
    assertTrue(ring.after(0).events().isEmpty());
    ring.put("node", "a", Bytes.utf8("3"));
    assertEquals(List.of("3 node 3"), told(ring.after(1)));
  }

  @Test
  void shouldSayWhenItHasMovedOn() {
    for (int number = 1; number <= 6; number++) {
      ring.put("node", "n" + number, Bytes.utf8("x"));
    }
    assertTrue(ring.after(1).reset(), "event 2 was dropped unseen");
    assertFalse(ring.after(2).reset());
    assertEquals(4, ring.after(0).events().size());
    assertTrue(ring.after(7).reset(), "a number that was never given");
  }

  @Test
  void shouldKeepWithinItsBytes() {
    Bytes large = Bytes.utf8("x".repeat(400));
    for (int number = 1; number <= 3; number++) {
      ring.put("job", "n" + number, large);
    }
    assertEquals(2, ring.after(0).events().size());
    ring.put("job", "n3", Bytes.utf8("x".repeat(2_000)));
    assertEquals(1, ring.after(0).events().size(), "one that is larger than all is kept alone");
  }
}
