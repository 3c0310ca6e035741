package org.sheratan.edge.http.original;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.sheratan.edge.http.door.HostNames;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.door.RequestHead;

/**
 * Who may call where no token is asked for: programs of this machine, and pages that programs of this machine serve, such as
 * the original's dashboards. A page of any other site arrives with its own Origin, or with our address under its own name
 * (DNS rebinding); both are refused (docs/decisions/0166).
 */
final class OriginalCaller {
  private static final Pattern HERE = Pattern
      .compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]{1,5})?");

  private final HostNames names;

  OriginalCaller(HttpSettings settings) {
    names = new HostNames(settings);
  }

  /** @return the Origin whose page may read the answer; empty for a program */
  Optional<String> check(RequestHead head) throws HttpRefusal {
    names.check(head);
    Optional<String> origin = head.header("origin");
    String site = head.header("sec-fetch-site").orElse("").toLowerCase(Locale.ROOT);
    boolean visit = head.header("sec-fetch-mode").orElse("").equalsIgnoreCase("navigate")
        && head.method().equals("GET");
    boolean here = origin.isPresent()
        ? HERE.matcher(origin.get().toLowerCase(Locale.ROOT)).matches()
        : visit || !site.equals("cross-site");
    if (!here) {
      throw new HttpRefusal(Problem.of(403, "cross-site", "Requests of other sites are refused",
          "requests of pages that this machine does not serve are refused"));
    }
    return origin;
  }
}
