package org.sheratan.edge.tool.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.local.ToolFailure;

/**
 * Which hosts an operator allows: {@code example.org}, {@code *.example.org} (any name below it), an address, each with a port if
 * wanted, for otherwise it is the usual two. A name may not lead to an address that is not public (RFC 6890) unless that
 * address is allowed itself: what a name leads to is up to whoever owns it.
 */
final class HostRules {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  /** First three octets: protocols, documents (three), relays to 6to4. */
  private static final List<Integer> SPECIAL = List.of(0xc00000, 0xc00002, 0xc63364, 0xcb0071, 0xc05863);

  private final List<String> rules;

  HostRules(List<String> rules) {
    this.rules = List.copyOf(rules);
  }

  /** @throws ToolFailure unless host and port are allowed; another node may allow them */
  void checkName(WebAddress to) throws ToolFailure {
    if (rules.stream().noneMatch(rule -> names(rule, to.host(), to.port()))) {
      throw denied(to.host() + " port " + to.port() + " is not among the hosts that this node fetches from");
    }
  }

  void checkAddress(WebAddress to, InetAddress address) throws ToolFailure {
    String literal = address.getHostAddress().replaceFirst("%.*", "");
    boolean listed = rules.stream().anyMatch(rule -> isAddress(rule, literal, to.port()));
    if (!isPublic(address) && !listed) {
      throw denied(to.host() + " is at an address that is not public, and not allowed itself");
    }
  }

  private static boolean names(String rule, String host, int port) {
    String name = nameOf(rule);
    boolean same = name.startsWith("*.")
        ? host.endsWith(name.substring(1)) && host.length() > name.length() - 1
        : name.equals(host) || isAddress(rule, host, port);
    return same && portFits(rule, port);
  }

  private static boolean isAddress(String rule, String literal, int port) {
    String name = nameOf(rule);
    if (!portFits(rule, port) || !literal.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")
        || !name.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")) {
      return false;
    }
    try {
      // Literals only: nothing is looked up.
      return InetAddress.getByName(name).equals(InetAddress.getByName(literal));
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }

  private static String nameOf(String rule) {
    return rule.replaceFirst("(?<=]):\\d+$", "").replaceFirst("^([^:]+):\\d+$", "$1").replaceAll("[\\[\\]]",
        "");
  }

  private static boolean portFits(String rule, int port) {
    boolean own = rule.matches("(\\[.*]|[^:]+):\\d+");
    return own
        ? rule.endsWith(":" + port)
        : port == HTTP_PORT || port == HTTPS_PORT;
  }

  /** Global unicast, by the registries of RFC 6890. */
  static boolean isPublic(InetAddress address) {
    byte[] octets = address.getAddress();
    boolean special = address.isAnyLocalAddress() || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress() || address.isMulticastAddress();
    return !special && (address instanceof Inet6Address ? isPublic6(octets) : isPublic4(octets));
  }

  private static boolean isPublic4(byte[] octets) {
    int first = octets[0] & 0xff;
    int second = octets[1] & 0xff;
    boolean shared = first == 100 && second >= 64 && second < 128;
    boolean benchmark = first == 198 && (second == 18 || second == 19);
    int third = first << 16 | second << 8 | octets[2] & 0xff;
    return first != 0 && first < 240 && !shared && !benchmark && !SPECIAL.contains(third);
  }

  /**
   * 2000::/3 only, without the ways back into IPv4 (Teredo and 6to4) and what is for protocols, benchmarks, identifiers and
   * documents alone: 2001::/23, 2001:db8::/32, 3fff::/20.
   */
  private static boolean isPublic6(byte[] octets) {
    int first = (octets[0] & 0xff) << 8 | octets[1] & 0xff;
    int second = (octets[2] & 0xff) << 8 | octets[3] & 0xff;
    boolean special = first == 0x2002 || first == 0x2001 && (second < 0x200 || second == 0xdb8)
        || first == 0x3fff && second < 0x1000;
    return first >>> 13 == 1 && !special;
  }

  private static ToolFailure denied(String why) {
    return ToolFailure.here(FailureCode.DENIED, why);
  }
}
