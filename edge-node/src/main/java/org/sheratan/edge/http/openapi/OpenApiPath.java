package org.sheratan.edge.http.openapi;

import java.util.List;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Bytes;

/**
 * {@code /openapi.json}: what the router serves. It is the same for everyone and holds no secret, so it needs no token, like the
 * page. It is made when asked for, one at a time, and not kept: only its ETag is.
 */
public final class OpenApiPath {
  private static final Operation DOCUMENT = Operation
      .get("/openapi.json", "getOpenApi", "This document.").open().gives(200, "OpenApi", "ETag")
      .tagged();
  private static final int TAG_CHARS = 32;

  private final Router router;
  private final String version;
  private String tag = "";

  /** @param version of the program */
  public OpenApiPath(Router router, String version) {
    this.router = router;
    this.version = version;
  }

  public void addTo(Router to) {
    to.on(DOCUMENT, this::document);
  }

  private synchronized HttpResponse document(HttpRequest request) {
    boolean known = !tag.isEmpty() && request.head().header("if-none-match").orElse("").contains(tag);
    return known ? HttpResponse.empty(304).with("ETag", tag) : made();
  }

  private HttpResponse made() {
    Json.Obj document = OpenApiDocument.of(router.operations(), version);
    tag = "\"" + CanonicalJson.sha256(document).toHex().substring(0, TAG_CHARS) + "\"";
    return HttpResponse.json(200, document).with("ETag", tag).with("Cache-Control", "no-cache");
  }
}
