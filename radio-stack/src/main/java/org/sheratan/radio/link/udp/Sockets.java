package org.sheratan.radio.link.udp;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;

/** Everything a link holds open, opened together or not at all. */
record Sockets(UnicastSockets unicast, Optional<DiscoverySocket> discovery, Selector selector) {
  static Sockets open(UdpConfig config, boolean loopbackOnly) throws IOException {
    UnicastSockets unicast = UnicastSockets.open(config.unicastPort(), loopbackOnly);
    try {
      Optional<DiscoverySocket> discovery = config.discoveryPort() == 0
          ? Optional.empty()
          : Optional.of(DiscoverySocket.open(config.discoveryPort(), loopbackOnly));
      Selector selector = Selector.open();
      for (DatagramChannel channel : unicast.channels()) {
        channel.register(selector, SelectionKey.OP_READ);
      }
      if (discovery.isPresent()) {
        discovery.get().channel().register(selector, SelectionKey.OP_READ);
      }
      return new Sockets(unicast, discovery, selector);
    } catch (IOException failed) {
      unicast.close();
      throw failed;
    }
  }
}
