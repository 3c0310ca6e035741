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

  private Optional<String> leaving() {
    return Probation.toLeave(table, PLACES).map(Candidate::who);
  }

  @Test
  void shouldLetTheNewGoThatIsSilentForLongest() {
    assertEquals(Optional.empty(), leaving());
    heard("known for long", 0, LONG_MS);
    heard("new, heard again", LONG_MS, LONG_MS + 900);
    heard("new", LONG_MS + 500, LONG_MS + 500);
    assertEquals(Optional.of("new"), leaving());
  }

  @Test
  void shouldLeaveAQuarterToTheNew() {
    heard("first", 0, LONG_MS + 5);
    heard("later", 5, LONG_MS + 5);
    heard("new", LONG_MS, LONG_MS);
    assertEquals(Optional.of("later"), leaving());
    heard("newer", LONG_MS + 1, LONG_MS + 1);
    assertEquals(Optional.of("new"), leaving());
  }

  @Test
  void shouldKeepThoseHeardForLongThroughAnyFlood() {
    heard("honest", 0, LONG_MS);
    for (int number = 0; number < 1_000; number++) {
      heard("invented " + number, LONG_MS + number, LONG_MS + number);
      if (table.size() > PLACES) {
        String gone = leaving().orElseThrow();
        table.removeIf(each -> each.who().equals(gone));
      }
    }
    assertEquals("honest", table.getFirst().who());
    assertEquals("invented 999", table.getLast().who(), "and the newest comes in");
  }
}
