package org.sheratan.core.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class AgendaTest {
  private final Agenda<String> agenda = new Agenda<>();

  @Test
  void shouldGiveDueKeysEarliestFirstThenByKey() {
    agenda.at(20, "c");
    agenda.at(10, "b");
    agenda.at(10, "a");
    agenda.at(30, "d");
    assertEquals(10, agenda.nextDueMs());
    assertEquals(List.of("a", "b", "c"), agenda.due(20));
    assertEquals(List.of(), agenda.due(20));
    assertEquals(30, agenda.nextDueMs());
  }

  @Test
  void shouldKeepOneTimePerKey() {
    agenda.at(10, "a");
    agenda.at(20, "a");
    assertEquals(List.of(), agenda.due(10));
    assertEquals(List.of("a"), agenda.due(20));
    assertEquals(Long.MAX_VALUE, agenda.nextDueMs());
  }

  @Test
  void shouldForgetWhatIsCleared() {
    agenda.at(10, "a");
    agenda.clear("a");
    agenda.clear("never");
    assertEquals(List.of(), agenda.due(100));
  }
}
