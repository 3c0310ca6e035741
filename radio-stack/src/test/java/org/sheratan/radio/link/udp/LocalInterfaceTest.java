package org.sheratan.radio.link.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.link.udp.LocalInterface.Network;

class LocalInterfaceTest {
  @Test
  void shouldTellNeighborsByPrefix() {
    Network network = new Network(InetAddress.ofLiteral("192.0.2.129"), 25);
    assertTrue(network.holds(InetAddress.ofLiteral("192.0.2.255")));
    assertFalse(network.holds(InetAddress.ofLiteral("192.0.2.127")));
    assertFalse(network.holds(InetAddress.ofLiteral("::1")));
  }

  @Test
  void shouldKnowLoopback() throws IOException {
    LocalInterface lo = loopback();
    assertTrue(lo.loopback() && lo.hasIpv4());
    assertFalse(lo.hasIpv6Multicast());
    assertTrue(lo.reaches(InetAddress.ofLiteral("127.1.2.3")));
    assertFalse(lo.reaches(InetAddress.ofLiteral("192.0.2.1")));
    assertTrue(lo.owns(InetAddress.ofLiteral("127.0.0.1")));
    assertFalse(lo.owns(InetAddress.ofLiteral("127.0.0.2")));
  }

  @Test
  void shouldRefuseALinkLocalSourceOfAnotherInterface() throws IOException {
    LocalInterface lo = loopback();
    LocalInterface wired = new LocalInterface(lo.handle(), "eth0", 7, false,
        List.of(new Network(InetAddress.ofLiteral("fe80::1"), 64)), List.of());
    assertTrue(wired.reaches(scoped(7)));
    assertFalse(wired.reaches(scoped(8)));
    assertTrue(wired.hasIpv6Multicast());
  }

  @Test
  void shouldChooseLoopbackOnlyByName() throws IOException {
    assertFalse(UdpConfig.everywhere().chooses(loopback()));
    assertTrue(UdpConfig.loopback(UdpConfig.DISCOVERY_PORT).chooses(loopback()));
    assertFalse(new UdpConfig("udp", List.of("eth7"), 0, 1).chooses(loopback()));
  }

  @Test
  void shouldListLoopbackAmongTheInterfacesThatAreUp() throws IOException {
    assertEquals(1, LocalInterface.scan().stream().filter(LocalInterface::loopback).count());
  }

  @Test
  void shouldRefusePortsThatCannotBe() {
    assertThrows(IllegalArgumentException.class, () -> new UdpConfig("udp", List.of(), 65_536, 1));
    assertThrows(IllegalArgumentException.class, () -> new UdpConfig("udp", List.of(), 0, -1));
  }

  private static InetAddress scoped(int index) throws IOException {
    return Inet6Address.getByAddress(null, InetAddress.ofLiteral("fe80::2").getAddress(), index);
  }

  static LocalInterface loopback() throws IOException {
    return LocalInterface.of(NetworkInterface.getByName("lo"));
  }
}
