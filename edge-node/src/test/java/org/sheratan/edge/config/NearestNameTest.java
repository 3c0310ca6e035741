package org.sheratan.edge.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> KNOWN = List.of("address", "enabled", "port", "ports");

  @Test
  void shouldCountEdits() {
    assertEquals(0, NearestName.distance("port", "port"));
    assertEquals(3, NearestName.distance("kitten", "sitting"));
    assertEquals(4, NearestName.distance("", "port"));
  }

  @Test
  void shouldSuggestTheNearest() {
    assertEquals(Optional.of("address"), NearestName.of("adress", KNOWN));
    assertEquals(Optional.of("port"), NearestName.of("prt", KNOWN));
    assertEquals(Optional.of("port"), NearestName.of("port", KNOWN));
  }

  @Test
  void shouldSuggestNothingWhenNothingIsNear() {
    assertEquals(Optional.empty(), NearestName.of("frobnicate", KNOWN));
  }
}
