package org.sheratan.radio.link.udp;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * One network interface that is up, as it was at one scan.
 *
 * @param handle what sockets join and send on
 * @param networks own addresses with their prefix lengths
 * @param broadcasts directed broadcast addresses, IPv4 only
 */
record LocalInterface(NetworkInterface handle, String name, int index, boolean loopback,
    List<Network> networks,
    List<InetAddress> broadcasts) {

  /** An own address and how many of its leading bits the whole link shares. */
  record Network(InetAddress address, int prefixBits) {
    boolean holds(InetAddress other) {
      byte[] own = address.getAddress();
      byte[] foreign = other.getAddress();
      if (own.length != foreign.length) {
        return false;
      }
      for (int bit = 0; bit < prefixBits; bit++) {
        if (((own[bit >> 3] ^ foreign[bit >> 3]) & 0x80 >> (bit & 7)) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** Every interface that is up, by name. */
  static List<LocalInterface> scan() throws SocketException {
    List<LocalInterface> up = new ArrayList<>();
    for (NetworkInterface candidate : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      try {
        if (candidate.isUp()) {
          up.add(of(candidate));
        }
      } catch (SocketException goneMeanwhile) {
        // It went away between the listing and the question: it is not up.
      }
    }
    up.sort((left, right) -> left.name().compareTo(right.name()));
    return up;
  }

  static LocalInterface of(NetworkInterface handle) throws SocketException {
    List<Network> networks = new ArrayList<>();
    List<InetAddress> broadcasts = new ArrayList<>();
    for (InterfaceAddress entry : handle.getInterfaceAddresses()) {
      networks.add(new Network(entry.getAddress(), entry.getNetworkPrefixLength()));
      if (Objects.nonNull(entry.getBroadcast())) {
        broadcasts.add(entry.getBroadcast());
      }
    }
    return new LocalInterface(handle, handle.getName(), handle.getIndex(), handle.isLoopback(),
        List.copyOf(networks), List.copyOf(broadcasts));
  }

  boolean hasIpv4() {
    return networks.stream().anyMatch(network -> network.address() instanceof Inet4Address);
  }

  /** Linux routes no IPv6 multicast over its loopback; IPv4 discovers there. */
  boolean hasIpv6Multicast() {
    return !loopback && networks.stream().anyMatch(network -> network.address() instanceof Inet6Address);
  }

  /** Whether {@code source} can be a neighbor on this very interface. */
  boolean reaches(InetAddress source) {
    boolean otherScope = source instanceof Inet6Address six && six.isLinkLocalAddress()
        && six.getScopeId() != index;
    return !otherScope && networks.stream().anyMatch(network -> network.holds(source));
  }

  boolean owns(InetAddress address) {
    return networks.stream().anyMatch(network -> network.address().equals(address));
  }
}
