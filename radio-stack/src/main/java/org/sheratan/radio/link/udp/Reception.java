package org.sheratan.radio.link.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.udp.UdpCounts.Count;

/** Reads datagrams and decides which of them become frames. Used by the receiving loop alone. */
final class Reception {
  /** One channel's share before the next channel has its turn. */
  private static final int MAX_IN_A_ROW = 64;
  private static final int MAX_DATAGRAM_BYTES = DiscoveryDatagram.HEADER_BYTES
      + DiscoveryDatagram.MAX_FRAME_BYTES;

  /** A frame on its way up. */
  record Arrival(LinkEndpoint from, Bytes frame) {}

  /** Takes what {@link #drain} read. */
  @FunctionalInterface
  interface Taker {
    void take(InetSocketAddress source, Bytes datagram) throws IOException;
  }

  private final Clock clock;
  private final UdpCounts counts;
  private final RateLimit limit;
  private final RecentFrames recent = new RecentFrames();
  /** One byte more than allowed, by which a longer datagram, cut by the kernel, shows. */
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES + 1);

  Reception(Clock clock, UdpCounts counts) {
    this.clock = clock;
    this.counts = counts;
    this.limit = new RateLimit(clock.now().monoMs());
  }

  /** Reads until the channel is empty or has had its share. {@code maxBytes} is the longest that counts as ours. */
  void drain(DatagramChannel channel, int maxBytes, Taker taker) {
    try {
      for (int count = 0; count < MAX_IN_A_ROW; count++) {
        buffer.clear();
        InetSocketAddress source = (InetSocketAddress) channel.receive(buffer);
        if (source == null) {
          return;
        }
        buffer.flip();
        if (buffer.remaining() == 0 || buffer.remaining() > maxBytes) {
          counts.add(Count.BAD_LENGTH);
        } else {
          taker.take(source, content());
        }
      }
    } catch (IOException passing) {
      // Closed under us, or an error the kernel kept from an earlier datagram: the loop asks again.
    }
  }

  /** The frame in a datagram from the shared port, unless one of the filters holds it back. */
  Optional<Arrival> discovered(InetSocketAddress source, Bytes datagram, List<LocalInterface> chosen) {
    InetAddress address = source.getAddress();
    if (chosen.stream().noneMatch(local -> local.reaches(address))) {
      counts.add(Count.FOREIGN);
      return Optional.empty();
    }
    long nowMs = clock.now().monoMs();
    try {
      DiscoveryDatagram discovery = DiscoveryDatagram.decode(datagram);
      LinkEndpoint from = UdpAddress.endpoint(address, discovery.unicastPort());
      if (!recent.isNew(from, discovery.frame(), nowMs)) {
        counts.add(Count.COPIES);
      } else if (!limit.admits(address, nowMs)) {
        counts.add(Count.THROTTLED);
      } else {
        return Optional.of(new Arrival(from, discovery.frame()));
      }
    } catch (MalformedException foreign) {
      counts.add(Count.FOREIGN);
    }
    return Optional.empty();
  }

  private Bytes content() {
    byte[] copy = new byte[buffer.remaining()];
    buffer.get(copy);
    return Bytes.copyOf(copy);
  }
}
