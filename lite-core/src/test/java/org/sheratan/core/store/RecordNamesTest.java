package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

class RecordNamesTest {
  private final TreeMap<String, Integer> records = new TreeMap<>();

  RecordNamesTest() {
    for (String name : List.of("a", "j", "j/1", "j/2", "j/3", "j0", "z")) {
      records.put(name, 1);
    }
  }

  @Test
  void shouldTakeAPrefixBetweenTwoNames() {
    assertEquals(List.of("j/1", "j/2", "j/3"), between("j/", "", ""));
    assertEquals(List.of("j/2", "j/3"), between("j/", "j/1", ""));
    assertEquals(List.of("j/1"), between("j/", "", "j/2"));
    assertEquals(List.of("j/2"), between("j/", "j/1", "j/3"));
    assertEquals(List.of(), between("j/", "j/3", ""));
    assertEquals(List.of(), between("j/", "j/3", "j/1"));
    assertEquals(List.of(), between("j/", "z", ""));
    assertEquals(List.of(), between("j/", "", "a"));
    assertEquals(List.of("j/1", "j/2", "j/3"), between("j/", "a", "z"));
    assertEquals(List.of("j", "j/1", "j/2", "j/3", "j0"), between("j", "", ""));
    assertEquals(List.copyOf(records.keySet()), between("", "", ""));
  }

  private List<String> between(String prefix, String after, String before) {
    return List.copyOf(RecordNames.between(records, prefix, after, before).keySet());
  }
}
