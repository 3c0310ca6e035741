package org.sheratan.radio.link.udp;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.Bytes;

/**
 * The node's own sockets, from which everything leaves. On a real network one socket serves IPv4 and IPv6. A link
 * on loopback only binds 127.0.0.1 and ::1 apart, so that nothing from outside reaches it at all.
 */
final class UnicastSockets implements Closeable {
  private static final InetAddress LOOPBACK_IPV4 = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress LOOPBACK_IPV6 = InetAddress.ofLiteral("::1");

  private final List<DatagramChannel> channels;
  private final Object interfaceChoice = new Object();

  private UnicastSockets(List<DatagramChannel> channels) {
    this.channels = List.copyOf(channels);
  }

  /** @throws BindException naming the port when it is taken */
  static UnicastSockets open(int port, boolean loopbackOnly) throws IOException {
    if (!loopbackOnly) {
      return new UnicastSockets(List.of(bind(DatagramChannel.open(), new InetSocketAddress(port))));
    }
    List<DatagramChannel> channels = new ArrayList<>();
    channels.add(bind(open(StandardProtocolFamily.INET), new InetSocketAddress(LOOPBACK_IPV4, port)));
    try {
      channels.add(bind(open(StandardProtocolFamily.INET6), new InetSocketAddress(LOOPBACK_IPV6, port)));
    } catch (IOException | UnsupportedOperationException noIpv6) {
      // A machine without IPv6 (or with that port taken there): IPv4 alone will do on loopback.
    }
    return new UnicastSockets(channels);
  }

  private static DatagramChannel open(ProtocolFamily family) throws IOException {
    return DatagramChannel.open(family);
  }

  private static DatagramChannel bind(DatagramChannel channel, InetSocketAddress local) throws IOException {
    try {
      channel.bind(local);
      channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
      channel.configureBlocking(false);
      return channel;
    } catch (BindException taken) {
      channel.close();
      throw new BindException("UDP port " + local.getPort() + " cannot be used: " + taken.getMessage());
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  List<DatagramChannel> channels() {
    return channels;
  }

  /** The port that {@code destination} sees as ours. */
  int portToward(InetAddress destination) throws IOException {
    return port(channelToward(destination));
  }

  boolean usesPort(int port) throws IOException {
    for (DatagramChannel channel : channels) {
      if (port(channel) == port) {
        return true;
      }
    }
    return false;
  }

  /** False when the kernel has no room for it now. */
  boolean send(InetSocketAddress to, Bytes datagram) throws IOException {
    return channelToward(to.getAddress()).send(ByteBuffer.wrap(datagram.toArray()), to) > 0;
  }

  /** As {@link #send}, leaving by {@code out}: how IPv4 multicast picks its interface. */
  boolean send(LocalInterface out, InetSocketAddress to, Bytes datagram) throws IOException {
    synchronized (interfaceChoice) {
      channelToward(to.getAddress()).setOption(StandardSocketOptions.IP_MULTICAST_IF, out.handle());
      return send(to, datagram);
    }
  }

  private DatagramChannel channelToward(InetAddress destination) {
    return destination instanceof Inet6Address ? channels.getLast() : channels.getFirst();
  }

  private static int port(DatagramChannel channel) throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  @Override
  public void close() throws IOException {
    for (DatagramChannel channel : channels) {
      channel.close();
    }
  }
}
