package org.sheratan.edge.wiring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.regex.Pattern;

import org.sheratan.edge.config.Config;

/** Names by which browsers may know this node; the first is the one to tell people. */
final class WebNames {
  private static final int MAX_LABEL_CHARS = 63;
  private static final String LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
  private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

  private WebNames() {}

  static List<String> of(Config config) {
    return of(config.http().names(), NodeChoices.hostName(), NodeChoices.name(config));
  }

  /**
   * @param configured come first; what is no name that a certificate could have is left out
   * @param host is what mDNS announces (RFC 6762), in most networks the only name that leads here
   */
  static List<String> of(List<String> configured, String host, String name) {
    SequencedSet<String> names = new LinkedHashSet<>();
    configured.stream().filter(NAME.asMatchPredicate()).forEach(names::add);
    for (String each : List.of(host, name)) {
      String label = label(each);
      if (!label.isEmpty()) {
        names.add(label + ".local");
        names.add(label);
      }
    }
    names.add("localhost");
    return new ArrayList<>(names);
  }

  /** Of the API, as somebody on this machine may type it: where it listens, not by what names a proxy may call it. */
  static String address(Config.Http http, int port) {
    boolean everywhere = http.address().equals("0.0.0.0") || http.address().equals("::");
    String host = everywhere ? http.names().stream().findFirst().orElse("127.0.0.1") : http.address();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** As a DNS name has it (RFC 1123): avahi-daemon, too, ends a host's name at its first dot. */
  private static String label(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("\\..*", "").replaceAll("[^a-z0-9-]+", "-")
        .replaceAll("^-+|-+$", "");
    return plain.substring(0, Math.min(plain.length(), MAX_LABEL_CHARS));
  }
}
