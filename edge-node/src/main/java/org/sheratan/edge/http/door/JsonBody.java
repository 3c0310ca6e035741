package org.sheratan.edge.http.door;

import java.util.Locale;

/** What a request may bring. */
public final class JsonBody {
  private JsonBody() {}

  /** A plain HTML form cannot send application/json, so no page can post for its visitor. */
  public static void check(HttpRequest request) throws HttpRefusal {
    if (request.isRead() || request.body().length() == 0) {
      return;
    }
    String type = request.head().header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.matches("application/json *(; *charset=\"?utf-8\"?)?")) {
      String said = type.isEmpty()
          ? "the request does not say what its body is"
          : "the request says its body is " + type;
      throw new HttpRefusal(
          Problem.of(415, "media-type", "Media type not supported", said + "; only JSON is read"));
    }
  }
}
