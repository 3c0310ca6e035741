package org.sheratan.radio.link.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sheratan.radio.link.LinkEndpoint;

class UdpAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7:47100", "127.0.0.1:1", "255.255.255.255:65535"})
  void shouldReadBackIpv4(String text) {
    UdpAddress address = parse(text).orElseThrow();
    assertEquals(text, UdpAddress.endpoint(address.literal().orElseThrow(), address.port()).address());
  }

  @Test
  void shouldReadBackIpv6() {
    InetSocketAddress source = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::7"), 47_100);
    LinkEndpoint endpoint = UdpAddress.endpoint(source);
    assertEquals("[2001:db8:0:0:0:0:0:7]:47100", endpoint.address());
    UdpAddress address = UdpAddress.parse(endpoint).orElseThrow();
    assertEquals(Optional.of(source.getAddress()), address.literal());
    assertEquals(47_100, address.port());
  }

  @Test
  void shouldKeepNamesForTheNameBook() {
    UdpAddress address = parse("sheratan.example:47100").orElseThrow();
    assertEquals(Optional.empty(), address.literal());
    assertEquals("sheratan.example", address.host());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", ":", "host", "host:", ":47100", "host:0", "host:65536", "host:-1",
      "host:+1",
      "host:1 ", "host:99999999999", "::1:47100", "[]:47100", "[::1]", "[::1]47100", "host:\u0661"})
  void shouldRefuseOtherShapes(String text) {
    assertTrue(parse(text).isEmpty(), text);
  }

  private static Optional<UdpAddress> parse(String text) {
    return UdpAddress.parse(new LinkEndpoint(text));
  }
}
