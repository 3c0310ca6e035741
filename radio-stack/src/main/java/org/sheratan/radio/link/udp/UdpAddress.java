package org.sheratan.radio.link.udp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

import org.sheratan.radio.link.LinkEndpoint;

/**
 * A {@link LinkEndpoint} of this link, read: {@code 192.0.2.7:47100}, {@code [fe80::1%eth0]:47100} or
 * {@code host.example:47100}.
 *
 * @param host a literal address without brackets, or a name
 * @param port 1..65535
 */
record UdpAddress(String host, int port) {
  private static final int MAX_PORT = 0xffff;
  private static final int MAX_PORT_DIGITS = 5;

  static LinkEndpoint endpoint(InetAddress address, int port) {
    String host = address.getHostAddress();
    return new LinkEndpoint((address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port);
  }

  static LinkEndpoint endpoint(InetSocketAddress address) {
    return endpoint(address.getAddress(), address.getPort());
  }

  /** Empty when {@code endpoint} has no such shape. */
  static Optional<UdpAddress> parse(LinkEndpoint endpoint) {
    String text = endpoint.address();
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    String host = text.substring(0, colon);
    int port = parsePort(text.substring(colon + 1));
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      return Optional.empty();
    }
    return port == 0 || host.isEmpty() ? Optional.empty() : Optional.of(new UdpAddress(host, port));
  }

  /** The address when {@code host} is a literal one; never asks a name server. */
  Optional<InetAddress> literal() {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }

  private static int parsePort(String digits) {
    if (digits.isEmpty() || digits.length() > MAX_PORT_DIGITS
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return 0;
    }
    int port = Integer.parseInt(digits);
    return port <= MAX_PORT ? port : 0;
  }
}
