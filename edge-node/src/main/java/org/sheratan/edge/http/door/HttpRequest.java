package org.sheratan.edge.http.door;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * One whole request.
 *
 * @param path decoded segments, {@code /api/v1/jobs} being three
 * @param query decoded parameters by name
 * @param caller numeric address of the caller
 * @param token name of the named token that let it in; empty for what came in otherwise
 * @param room for a large answer
 */
public record HttpRequest(RequestHead head, List<String> path, SortedMap<String, String> query, Bytes body,
    String caller, String token, AnswerRoom room) {

  /**
   * One that came through no door, so that its answer crowds nobody.
   *
   * @throws MalformedException when a query parameter is given twice
   */
  public static HttpRequest of(RequestHead head, Bytes body, String caller) {
    return of(head, body, caller, AnswerRoom.alone());
  }

  static HttpRequest of(RequestHead head, Bytes body, String caller, AnswerRoom room) {
    String[] parts = head.target().split("\\?", 2);
    // "/a/" has an empty last segment and so differs from "/a"; decoding after the split keeps %2F inside one.
    List<String> path = Arrays.stream(parts[0].substring(1).split("/", -1)).map(HttpRequest::decodePath)
        .toList();
    return new HttpRequest(head, path, query(parts.length == 2 ? parts[1] : ""), body, caller, "",
        room);
  }

  public HttpRequest by(String name) {
    return new HttpRequest(head, path, query, body, caller, name, room);
  }

  public String method() {
    return head.method();
  }

  /** HEAD is GET without the body. */
  public boolean isRead() {
    return method().equals("GET") || method().equals("HEAD");
  }

  private static SortedMap<String, String> query(String text) {
    SortedMap<String, String> query = new TreeMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split("&")) {
      String[] parts = pair.split("=", 2);
      String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
      if (query.put(name,
          parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "") != null) {
        throw new MalformedException(name, MalformedException.NO_OFFSET, "given twice");
      }
    }
    return query;
  }

  /** A plus sign means itself in a path. */
  private static String decodePath(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
