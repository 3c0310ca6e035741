package org.sheratan.radio.mesh.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Probation.Candidate;

class ProbationTest {
  private static final int PLACES = 8;
  private static final long LONG_MS = MeshLimits.ACQUAINTED_MS;

  private final List<Candidate<String>> table = new ArrayList<>();

  private void heard(String who, long firstMs, long lastMs) {
    table.add(new Candidate<>(who, firstMs, lastMs));
  }

  private Optional<String> leaving(long nowMs) {
    return Probation.toLeave(table, PLACES, nowMs).map(Candidate::who);
  }

  @Test
  void shouldLetTheNewGoThatIsSilentForLongest() {
    assertEquals(Optional.empty(), leaving(0));
    heard("new, heard again", LONG_MS, LONG_MS + 900);
    heard("new", LONG_MS + 500, LONG_MS + 500);
    assertEquals(Optional.of("new"), leaving(LONG_MS + 1_000));
  }

  @Test
  void shouldLeaveAQuarterToTheNew() {
    heard("first", 0, 0);
    heard("later", 5, 5);
    heard("heard for long", 6, LONG_MS + 6);
    heard("new", LONG_MS, LONG_MS);
    assertEquals(Optional.of("later"), leaving(LONG_MS + 6));
    heard("newer", LONG_MS + 1, LONG_MS + 1);
    assertEquals(Optional.of("new"), leaving(LONG_MS + 6));
  }

  /** Far nodes announce themselves every twenty minutes, and less: who floods is heard later and oftener. */
  @Test
  void shouldKeepThoseKnownForLongThroughAnyFlood() {
    heard("honest", 0, 0);
    for (int second = 0; second < 10_000; second++) {
      long nowMs = LONG_MS + second * 1_000L;
      heard("invented " + second, nowMs, nowMs);
      if (table.size() > PLACES) {
        String gone = leaving(nowMs).orElseThrow();
        table.removeIf(each -> each.who().equals(gone));
      }
    }
    assertEquals("honest", table.getFirst().who());
    assertEquals("invented 9999", table.getLast().who(), "and the newest comes in");
  }
}
