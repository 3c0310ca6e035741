package org.sheratan.edge.tool.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import org.sheratan.kernel.MalformedException;

/**
 * What an http or https URL names (RFC 3986); user, password and fragment are none of it.
 *
 * @param host in lower case; an IPv6 address without brackets
 * @param target path and query as they go into a request line
 */
public record WebAddress(boolean secure, String host, int port, String target) {
  public static final int MAX_CHARS = 2048;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int MAX_PORT = 65_535;

  /** @throws MalformedException naming {@code field} */
  public static WebAddress parse(String field, String text) {
    return of(field, uri(field, text));
  }

  /** Where {@code location}, as a redirect gives it, leads from here. */
  WebAddress redirected(String location) {
    return of("location", uri("location", text()).resolve(uri("location", location)));
  }

  /** As a URL. */
  public String text() {
    return (secure ? "https://" : "http://") + authority() + target;
  }

  /** As the Host field has it (RFC 9110, 7.2). */
  String authority() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return port == (secure ? HTTPS_PORT : HTTP_PORT) ? name : name + ":" + port;
  }

  /** The same server, {@code path} behind this one's. */
  public WebAddress below(String path) {
    return new WebAddress(secure, host, port, target.replaceFirst("/+$", "") + path);
  }

  private static URI uri(String field, String text) {
    // Only what needs no escaping: what a server makes of the rest differs from what was checked.
    if (text.length() > MAX_CHARS || !text.chars().allMatch(letter -> letter > ' ' && letter < 0x7f)) {
      throw malformed(field, "expected a URL of at most " + MAX_CHARS + " visible ASCII characters");
    }
    try {
      return new URI(text);
    } catch (URISyntaxException broken) {
      throw malformed(field, "not a URL: " + broken.getReason());
    }
  }

  private static WebAddress of(String field, URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw malformed(field, "expected http:// or https://");
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw malformed(field, "expected a host, without user and password");
    }
    boolean secure = scheme.equals("https");
    int port = uri.getPort() < 0 ? secure ? HTTPS_PORT : HTTP_PORT : uri.getPort();
    if (port < 1 || port > MAX_PORT) {
      throw malformed(field, "expected a port from 1 to " + MAX_PORT);
    }
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String host = uri.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "").replaceFirst("\\.$", "");
    return new WebAddress(secure, host, port,
        path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
  }

  private static MalformedException malformed(String field, String reason) {
    return new MalformedException(field, MalformedException.NO_OFFSET, reason);
  }
}
