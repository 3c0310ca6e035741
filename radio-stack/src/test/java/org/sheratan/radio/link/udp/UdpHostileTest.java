package org.sheratan.radio.link.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.udp.UdpCounts.Count;

/** Datagrams no node of ours would send, from a plain socket. */
class UdpHostileTest {
  private static final Bytes HELLO = Bytes.utf8("hello");
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @Test
  void shouldSurviveAFloodOfGarbage() throws Exception {
    int discoveryPort = Listening.freePort();
    UdpConfig config = UdpConfig.loopback(discoveryPort);
    SeededEntropy entropy = new SeededEntropy(11);
    try (Listening one = Listening.on(config);
        Listening two = Listening.on(config);
        DatagramChannel stranger = stranger()) {
      for (int index = 0; index < 20_000; index++) {
        byte[] garbage = new byte[entropy.nextInt(2_000)];
        for (int at = 0; at < Math.min(garbage.length, 16); at++) {
          garbage[at] = (byte) entropy.nextInt(256);
        }
        shout(stranger, garbage, discoveryPort);
      }
      one.awaitCount(Count.FOREIGN, 1);
      one.awaitCount(Count.BAD_LENGTH, 1);
      assertEquals(0, one.frames.size());
      Listening.Heard heard = one.hearsAgain(() -> {
        two.nowMs.addAndGet(1_000);
        one.nowMs.addAndGet(1_000);
        two.link.send(LinkEndpoint.EVERYONE, HELLO);
      }, HELLO);
      assertEquals(two.endpoint(), heard.from());
    }
  }

  @Test
  void shouldThrottleOneSourceOfDiscovery() throws Exception {
    int discoveryPort = Listening.freePort();
    try (Listening one = Listening.on(UdpConfig.loopback(discoveryPort));
        DatagramChannel stranger = stranger()) {
      for (int index = 0; index < 150; index++) {
        shout(stranger, new DiscoveryDatagram(9, Bytes.utf8("frame " + index)).encode().toArray(),
            discoveryPort);
      }
      one.awaitCount(Count.THROTTLED, 1);
      assertTrue(one.frames.size() <= 100, one.frames.size() + " passed");
      assertEquals(new LinkEndpoint("127.0.0.1:9"), one.next().from());
    }
  }

  @Test
  void shouldPassACopyOnlyOnce() throws Exception {
    int discoveryPort = Listening.freePort();
    try (Listening one = Listening.on(UdpConfig.loopback(discoveryPort));
        DatagramChannel stranger = stranger()) {
      byte[] datagram = new DiscoveryDatagram(9, HELLO).encode().toArray();
      shout(stranger, datagram, discoveryPort);
      shout(stranger, datagram, discoveryPort);
      one.awaitCount(Count.COPIES, 1);
      assertEquals(1, one.frames.size());
    }
  }

  @Test
  void shouldDropOversizeAndEmptyUnicast() throws Exception {
    try (Listening one = Listening.on(UdpConfig.loopback(0)); DatagramChannel stranger = stranger()) {
      InetSocketAddress to = new InetSocketAddress(LOOPBACK, one.link.unicastPort());
      stranger.send(ByteBuffer.allocate(1201), to);
      stranger.send(ByteBuffer.allocate(60_000), to);
      stranger.send(ByteBuffer.allocate(0), to);
      one.awaitCount(Count.BAD_LENGTH, 3);
      stranger.send(ByteBuffer.allocate(1200), to);
      assertEquals(1200, one.next().frame().length());
      assertEquals(0, one.frames.size());
    }
  }

  @Test
  void shouldKeepUnicastAwayFromTheSharedPortOnLoopback() throws Exception {
    int discoveryPort = Listening.freePort();
    try (Listening one = Listening.on(UdpConfig.loopback(discoveryPort));
        DatagramChannel stranger = stranger()) {
      byte[] datagram = new DiscoveryDatagram(9, HELLO).encode().toArray();
      try (DatagramSocket plain = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
        plain.send(new DatagramPacket(datagram, datagram.length, LOOPBACK, discoveryPort));
      }
      shout(stranger, new DiscoveryDatagram(10, HELLO).encode().toArray(), discoveryPort);
      assertEquals(new LinkEndpoint("127.0.0.1:10"), one.next().from());
    }
  }

  private static DatagramChannel stranger() throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    channel.bind(new InetSocketAddress(LOOPBACK, 0));
    channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName("lo"));
    return channel;
  }

  private static void shout(DatagramChannel stranger, byte[] datagram, int discoveryPort) throws IOException {
    stranger.send(ByteBuffer.wrap(datagram),
        new InetSocketAddress(DiscoverySocket.GROUP_IPV4, discoveryPort));
  }
}
