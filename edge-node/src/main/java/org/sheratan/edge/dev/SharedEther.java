package org.sheratan.edge.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.function.Consumer;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.ether.AirDatagram;

/**
 * Joins processes of one machine to one simulated air without any of them being in charge: each binds the first free
 * of {@value #PORTS} neighboring UDP ports on loopback and sends every transmission to all the others.
 */
public final class SharedEther implements AutoCloseable {
  static final int PORTS = 16;

  private final DatagramChannel channel;
  private final InetAddress host;
  private final int firstPort;
  private final int ownPort;

  private SharedEther(DatagramChannel channel, InetAddress host, int firstPort, int ownPort) {
    this.channel = channel;
    this.host = host;
    this.firstPort = firstPort;
    this.ownPort = ownPort;
  }

  /** @throws IOException when the host is no loopback address, or all ports are taken */
  public static SharedEther open(InetSocketAddress rendezvous) throws IOException {
    InetAddress host = rendezvous.getAddress();
    if (host == null || !host.isLoopbackAddress()) {
      throw new IOException("the ether is for processes of this machine: 127.0.0.1:PORT");
    }
    DatagramChannel channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 18);
    for (int port = rendezvous.getPort(); port < rendezvous.getPort() + PORTS; port++) {
      try {
        channel.bind(new InetSocketAddress(host, port));
        return new SharedEther(channel, host, rendezvous.getPort(), port);
      } catch (IOException taken) {
        // Another emulator's: the next one may be free.
        continue;
      }
    }
    channel.close();
    throw new IOException("all ports " + rendezvous.getPort() + " to " + (rendezvous.getPort() + PORTS - 1)
        + " are taken");
  }

  public int ownPort() {
    return ownPort;
  }

  public void send(Bytes datagram) throws IOException {
    for (int port = firstPort; port < firstPort + PORTS; port++) {
      if (port != ownPort) {
        channel.send(ByteBuffer.wrap(datagram.toArray()), new InetSocketAddress(host, port));
      }
    }
  }

  /** Gives what arrives to {@code to} until it is closed. */
  public void receive(Consumer<Bytes> to) {
    ByteBuffer buffer = ByteBuffer.allocate(AirDatagram.MAX_BYTES + 1);
    try {
      while (channel.isOpen()) {
        buffer.clear();
        channel.receive(buffer);
        to.accept(Bytes.copyOf(Arrays.copyOf(buffer.array(), buffer.position())));
      }
    } catch (IOException closed) {
      // Closing is how it ends.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
