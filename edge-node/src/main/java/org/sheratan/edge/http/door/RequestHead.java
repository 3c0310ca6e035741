package org.sheratan.edge.http.door;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The head of one request, already held to RFC 9112.
 *
 * @param target origin form, such as {@code /api/v1/jobs?limit=5}, or {@code *}
 * @param minor of HTTP/1.x
 * @param host what the caller calls this node, port included
 * @param headers by lower-case name; fields that were repeated are joined by {@code ", "}
 * @param bodyLength 0 when there is no body
 */
public record RequestHead(String method, String target, int minor, String host,
    SortedMap<String, String> headers,
    long bodyLength) {
  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  public boolean keepAlive() {
    String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
    return minor == 1 && !connection.contains("close");
  }

  boolean expectsContinue() {
    return headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue");
  }
}
