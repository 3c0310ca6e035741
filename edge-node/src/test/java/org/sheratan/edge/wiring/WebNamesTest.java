package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class WebNamesTest {
  @Test
  void shouldBeginWithWhatLeadsHereInMostNetworks() {
    assertEquals(List.of("pi.local", "pi", "alpha.local", "alpha", "localhost"),
        WebNames.of(List.of(), "pi", "alpha"));
    assertEquals(List.of("node.example", "pi.local", "pi", "localhost"),
        WebNames.of(List.of("node.example"), "pi", "pi"));
  }

  @Test
  void shouldMakeLabelsOfWhateverPeopleCallANode() {
    assertEquals(
        List.of("raspberry-pi.local", "raspberry-pi", "j-rg-s-node.local", "j-rg-s-node", "localhost"),
        WebNames.of(List.of(), "Raspberry_Pi.lan", "J\u00f6rg's Node"));
    assertEquals(List.of("localhost"), WebNames.of(List.of(), "...", "\u4e2d\u6587"));
    assertEquals("a".repeat(63), WebNames.of(List.of(), "a".repeat(80), "x").get(1));
  }

  @Test
  void shouldLeaveOutWhatNoCertificateCouldSay() {
    assertEquals(List.of("a-b.example", "pi.local", "pi", "localhost"),
        WebNames.of(List.of("-a", "a..b", ".", "a-b.example"), "pi", "pi"));
  }
}
