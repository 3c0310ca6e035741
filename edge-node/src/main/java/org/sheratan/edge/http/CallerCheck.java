package org.sheratan.edge.http;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.door.RequestHead;

/**
 * Refuses what a browser could be tricked into sending. A web page that rebinds its own name to our address arrives
 * with that name as Host (DNS rebinding); a page of another site arrives with its Origin (cross-site requests).
 */
final class CallerCheck {
  private static final String AUTHORITY = "(\\[[0-9a-f:.]+\\]|[a-z0-9._-]+)(:[0-9]{1,5})?";

  private final SortedSet<String> hosts = new TreeSet<>();
  private final boolean anyAddress;

  CallerCheck(HttpSettings settings) {
    hosts.add("localhost");
    hosts.add("127.0.0.1");
    hosts.add("[::1]");
    String bound = settings.bindAddress().toLowerCase(Locale.ROOT);
    hosts.add(bound.contains(":") ? "[" + bound + "]" : bound);
    settings.hostNames().forEach(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
    anyAddress = bound.equals("0.0.0.0") || bound.equals("::");
  }

  /** @param strict false for what is the same for everyone: a link or bookmark elsewhere may lead there */
  void check(RequestHead head, boolean strict) throws HttpRefusal {
    String authority = head.host().toLowerCase(Locale.ROOT);
    if (!authority.matches(AUTHORITY) || !ours(authority.replaceFirst(":[0-9]{1,5}$", ""))) {
      throw new HttpRefusal(Problem.of(421, "unknown-host", "This node is not known by that name",
          "the Host field names neither loopback nor a configured name")
          .fix("the address 127.0.0.1, or adding the name to [http] names in the configuration"));
    }
    String origin = head.header("origin").orElse("").toLowerCase(Locale.ROOT);
    boolean same = origin.isEmpty() || origin.equals("http://" + authority)
        || origin.equals("https://" + authority);
    String site = head.header("sec-fetch-site").orElse("").toLowerCase(Locale.ROOT);
    boolean visit = !strict && head.header("sec-fetch-mode").orElse("").equalsIgnoreCase("navigate");
    // Another port of this host is the same site to a browser, but another program.
    if (!same || !visit && (site.equals("cross-site") || site.equals("same-site"))) {
      throw new HttpRefusal(Problem.of(403, "cross-site", "Requests of other sites are refused",
          "the Origin of the request is not this node"));
    }
  }

  /** An address cannot be rebound, so a node that listens on all of them answers to all of them. */
  private boolean ours(String host) {
    return hosts.contains(host)
        || anyAddress && (host.startsWith("[") || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}"));
  }
}
