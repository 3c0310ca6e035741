package org.sheratan.radio.link.udp;

import java.util.List;

/**
 * What the operator chooses about a {@link UdpLink}.
 *
 * @param name of the link, for people and metrics
 * @param interfaces names such as {@code eth0}; empty means every interface that is up and is not a loopback
 * @param unicastPort 1..65535, or 0 for any free one
 * @param discoveryPort 1..65535, shared with every node on this machine; 0 turns discovery off, and only static
 *     peers are met
 */
public record UdpConfig(String name, List<String> interfaces, int unicastPort, int discoveryPort) {
  public static final int DISCOVERY_PORT = 47007;
  private static final int MAX_PORT = 0xffff;

  public UdpConfig {
    interfaces = List.copyOf(interfaces);
    refuseUnless(unicastPort >= 0 && unicastPort <= MAX_PORT, "unicast port " + unicastPort);
    refuseUnless(discoveryPort >= 0 && discoveryPort <= MAX_PORT, "discovery port " + discoveryPort);
  }

  /** Every interface, any free port, the well-known discovery port. */
  public static UdpConfig everywhere() {
    return new UdpConfig("udp", List.of(), 0, DISCOVERY_PORT);
  }

  /** This machine only. */
  public static UdpConfig loopback(int discoveryPort) {
    return new UdpConfig("udp", List.of("lo"), 0, discoveryPort);
  }

  boolean chooses(LocalInterface candidate) {
    return interfaces.isEmpty() ? !candidate.loopback() : interfaces.contains(candidate.name());
  }

  private static void refuseUnless(boolean valid, String what) {
    if (!valid) {
      throw new IllegalArgumentException(what + " is not in 0..65535");
    }
  }
}
