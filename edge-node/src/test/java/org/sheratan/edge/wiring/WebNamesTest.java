package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.config.Config;

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

  /** Names are for proxies and certificates: behind none of them need anybody listen. */
  @Test
  void shouldTellTheAddressThatIsListenedTo() {
    assertEquals("http://127.0.0.1:8081", WebNames.address(http("127.0.0.1", "node.example"), 8081));
    assertEquals("http://[::1]:80", WebNames.address(http("::1"), 80));
    assertEquals("http://10.0.0.7:8081", WebNames.address(http("10.0.0.7", "node.example"), 8081));
    assertEquals("http://node.example:8081", WebNames.address(http("0.0.0.0", "node.example"), 8081));
    assertEquals("http://127.0.0.1:8081", WebNames.address(http("::"), 8081));
  }

  private static Config.Http http(String address, String... names) {
    return new Config.Http(true, address, 8081, List.of(names), 64, false, 8443, false, 8001);
  }

  @Test
  void shouldLeaveOutWhatNoCertificateCouldSay() {
    assertEquals(List.of("a-b.example", "pi.local", "pi", "localhost"),
        WebNames.of(List.of("-a", "a..b", ".", "a-b.example"), "pi", "pi"));
  }
}
