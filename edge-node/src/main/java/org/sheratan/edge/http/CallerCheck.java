package org.sheratan.edge.http;

import java.util.Locale;

import org.sheratan.edge.http.door.HostNames;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.door.RequestHead;

/**
 * Refuses what a browser could be tricked into sending: what calls us by a name that is not ours, and what a page of
 * another site sends, which arrives with its Origin (cross-site requests).
 */
final class CallerCheck {
  private final HostNames names;

  CallerCheck(HttpSettings settings) {
    names = new HostNames(settings);
  }

  /** @param strict false for what is the same for everyone: a link or bookmark elsewhere may lead there */
  void check(RequestHead head, boolean strict) throws HttpRefusal {
    String authority = names.check(head);
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
}
