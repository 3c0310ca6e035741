package org.sheratan.radio.link.udp;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The socket every node on a machine shares, for announces only: a unicast to it would reach just one of them.
 * Multicast and directed broadcast reach all.
 *
 * <p>Joins are by interface, and Linux delivers only what came by a joined one. On loopback alone the socket is
 * bound to the group itself, so that not even a broadcast from outside comes in.
 */
final class DiscoverySocket implements Closeable {
  static final InetAddress GROUP_IPV4 = InetAddress.ofLiteral("239.23.0.7");
  /** Link-local scope, not assigned by anyone (RFC 4291 section 2.7, flag T): "Sheratan" in its last eight bytes. */
  static final InetAddress GROUP_IPV6 = InetAddress.ofLiteral("ff12::5368:6572:6174:616e");

  /** One membership: which group, on which interface; a re-created interface has a new index. */
  private record Seat(InetAddress group, LocalInterface at) {
    String key() {
      return at.name() + "#" + at.index() + " " + group.getHostAddress();
    }
  }

  private final DatagramChannel channel;
  private final Map<String, MembershipKey> memberships = new TreeMap<>();

  private DiscoverySocket(DatagramChannel channel) {
    this.channel = channel;
  }

  /** @throws BindException naming the port when something that does not share has it */
  static DiscoverySocket open(int port, boolean loopbackOnly) throws IOException {
    DatagramChannel channel = loopbackOnly
        ? DatagramChannel.open(StandardProtocolFamily.INET)
        : DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      channel.bind(loopbackOnly ? new InetSocketAddress(GROUP_IPV4, port) : new InetSocketAddress(port));
      channel.configureBlocking(false);
      return new DiscoverySocket(channel);
    } catch (BindException taken) {
      channel.close();
      throw new BindException("UDP discovery port " + port + " cannot be used: " + taken.getMessage());
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  DatagramChannel channel() {
    return channel;
  }

  /** Where the IPv6 group is, seen from {@code out}. */
  static InetAddress groupIpv6(LocalInterface out) throws UnknownHostException {
    return Inet6Address.getByAddress(null, GROUP_IPV6.getAddress(), out.index());
  }

  /**
   * Joins the groups on new interfaces and leaves gone ones.
   *
   * @return what did not work, for people; it is tried again with the next call
   */
  List<String> follow(List<LocalInterface> interfaces) {
    List<Seat> wanted = new ArrayList<>();
    for (LocalInterface candidate : interfaces) {
      if (candidate.hasIpv4()) {
        wanted.add(new Seat(GROUP_IPV4, candidate));
      }
      if (candidate.hasIpv6Multicast()) {
        wanted.add(new Seat(GROUP_IPV6, candidate));
      }
    }
    leaveAllBut(wanted.stream().map(Seat::key).collect(Collectors.toCollection(TreeSet::new)));
    List<String> problems = new ArrayList<>();
    for (Seat seat : wanted) {
      join(seat, problems);
    }
    return problems;
  }

  private void join(Seat seat, List<String> problems) {
    if (memberships.containsKey(seat.key())) {
      return;
    }
    try {
      memberships.put(seat.key(), channel.join(seat.group(), seat.at().handle()));
    } catch (IOException | RuntimeException refused) {
      // The JDK reports an interface that just lost its address with unchecked exceptions as well.
      problems.add(seat.at().name() + ": cannot join " + seat.group().getHostAddress() + ": "
          + refused.getMessage());
    }
  }

  private void leaveAllBut(Set<String> wanted) {
    Iterator<Map.Entry<String, MembershipKey>> held = memberships.entrySet().iterator();
    while (held.hasNext()) {
      Map.Entry<String, MembershipKey> membership = held.next();
      if (!wanted.contains(membership.getKey())) {
        membership.getValue().drop();
        held.remove();
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
