package org.sheratan.radio.link.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.udp.UdpCounts.Count;

/** Puts one frame on every chosen interface: multicast over both IP versions, and directed broadcast. */
final class DiscoveryBeacon {
  private final UnicastSockets sockets;
  private final int discoveryPort;
  private final UdpCounts counts;
  /** Way out to why it failed last; a way that works again leaves the map. */
  private final Map<String, String> problems = new ConcurrentSkipListMap<>();

  DiscoveryBeacon(UnicastSockets sockets, int discoveryPort, UdpCounts counts) {
    this.sockets = sockets;
    this.discoveryPort = discoveryPort;
    this.counts = counts;
  }

  void announce(List<LocalInterface> interfaces, Bytes frame) {
    for (LocalInterface out : interfaces) {
      if (out.hasIpv4()) {
        attempt(out, "IPv4 multicast", DiscoverySocket.GROUP_IPV4, frame);
      }
      for (InetAddress broadcast : out.broadcasts()) {
        attempt(out, "broadcast", broadcast, frame);
      }
      if (out.hasIpv6Multicast()) {
        attempt(out, "IPv6 multicast", DiscoverySocket.GROUP_IPV6, frame);
      }
    }
  }

  /** For people; empty when the last announce left by every way. */
  List<String> problems() {
    List<String> lines = new ArrayList<>();
    problems.forEach((way, why) -> lines.add(way + ": " + why));
    return lines;
  }

  /** The interfaces changed: what failed on the old ones is no longer news. */
  void forgetProblems() {
    problems.clear();
  }

  private void attempt(LocalInterface out, String kind, InetAddress group, Bytes frame) {
    String way = out.name() + " " + kind;
    try {
      InetAddress destination = group.equals(DiscoverySocket.GROUP_IPV6)
          ? DiscoverySocket.groupIpv6(out)
          : group;
      Bytes datagram = new DiscoveryDatagram(sockets.portToward(destination), frame).encode();
      boolean sent = sockets.send(out, new InetSocketAddress(destination, discoveryPort), datagram);
      counts.add(sent ? Count.DATAGRAMS_OUT : Count.UNSENT);
      problems.remove(way);
    } catch (IOException | RuntimeException failed) {
      // Unchecked ones come from the JDK for an interface that vanished between scan and send.
      counts.add(Count.UNSENT);
      problems.put(way, String.valueOf(failed.getMessage()));
    }
  }
}
