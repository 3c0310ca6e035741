package org.sheratan.edge.http.session;

import java.util.Arrays;
import java.util.List;

import org.sheratan.edge.http.door.HttpRequest;

/**
 * The cookie of a session. Browsers share cookies among the ports of a host, so its name has the port: two nodes on
 * one machine do not sign each other's visitors out.
 */
final class SessionCookie {
  private static final int MOST_TRIED = 4;
  private static final String FLAGS = "; Path=/api/; HttpOnly; SameSite=Strict; Max-Age=";

  private SessionCookie() {}

  /** What the request brings under that name, of which a stranger may have added some. */
  static List<String> read(HttpRequest request) {
    String name = name(request) + "=";
    return Arrays.stream(request.head().header("cookie").orElse("").split(";")).map(String::strip)
        .filter(pair -> pair.startsWith(name)).map(pair -> pair.substring(name.length())).limit(MOST_TRIED)
        .toList();
  }

  /** @param tls the browser gives it to nobody without TLS (RFC 6265, section 4.1.2.5) */
  static String set(HttpRequest request, String secret, boolean tls) {
    return name(request) + "=" + secret + (tls ? "; Secure" : "") + FLAGS + Sessions.LONGEST_MS / 1_000;
  }

  static String clear(HttpRequest request) {
    return name(request) + "=" + FLAGS + 0;
  }

  /** By the port that the browser believes in. */
  private static String name(HttpRequest request) {
    String host = request.head().host();
    int colon = host.lastIndexOf(':');
    String port = colon < 0 ? "" : host.substring(colon + 1);
    return "sheratan_" + (port.matches("[0-9]{1,5}") ? port : "80");
  }
}
