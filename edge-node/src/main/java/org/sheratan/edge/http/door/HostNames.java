package org.sheratan.edge.http.door;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What callers may call this node. A web page that rebinds its own name to our address arrives with that name as Host
 * (DNS rebinding), and is refused before anything is told or led on.
 */
public final class HostNames {
  private static final String AUTHORITY = "(\\[[0-9a-f:.]+\\]|[a-z0-9._-]+)(:[0-9]{1,5})?";

  private final SortedSet<String> hosts = new TreeSet<>();
  private final boolean anyAddress;

  public HostNames(HttpSettings settings) {
    hosts.add("localhost");
    hosts.add("127.0.0.1");
    hosts.add("[::1]");
    String bound = settings.bindAddress().toLowerCase(Locale.ROOT);
    hosts.add(bound.contains(":") ? "[" + bound + "]" : bound);
    settings.hostNames().forEach(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
    anyAddress = bound.equals("0.0.0.0") || bound.equals("::");
  }

  /** @return what the caller calls this node, port included, in lower case */
  public String check(RequestHead head) throws HttpRefusal {
    String authority = head.host().toLowerCase(Locale.ROOT);
    if (!authority.matches(AUTHORITY) || !ours(authority.replaceFirst(":[0-9]{1,5}$", ""))) {
      throw new HttpRefusal(Problem.of(421, "unknown-host", "This node is not known by that name",
          "the Host field names neither loopback nor a configured name")
          .fix("the address 127.0.0.1, or adding the name to [http] names in the configuration"));
    }
    return authority;
  }

  /** An address cannot be rebound, so a node that listens on all of them answers to all of them. */
  private boolean ours(String host) {
    return hosts.contains(host)
        || anyAddress && (host.startsWith("[") || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}"));
  }
}
