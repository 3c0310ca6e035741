package org.sheratan.edge.http.openapi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Bytes;

/**
 * {@code /openapi.json}: what the router serves. It is the same for everyone and holds no secret, so it needs no token, like the
 * page. It is made when it is first asked for, and kept packed: some 15 KB, where making it takes megabytes.
 */
public final class OpenApiPath {
  private static final Operation DOCUMENT = Operation
      .get("/openapi.json", "getOpenApi", "This document.").open().gives(200, "OpenApi", "ETag")
      .tagged();
  private static final int TAG_CHARS = 32;

  /**
   * @param packed by gzip
   * @param kib of it unpacked
   */
  private record Made(String tag, Bytes packed, int kib) {}

  private final Router router;
  private final String version;
  private Made made;

  /** @param version of the program */
  public OpenApiPath(Router router, String version) {
    this.router = router;
    this.version = version;
  }

  public void addTo(Router to) {
    to.on(DOCUMENT, this::document);
  }

  private HttpResponse document(HttpRequest request) throws HttpRefusal {
    Made document = made();
    if (request.head().header("if-none-match").orElse("").contains(document.tag())) {
      return HttpResponse.empty(304).with("ETag", document.tag());
    }
    request.room().takeOpen(document.kib());
    return HttpResponse.of(200, "application/json", unpacked(document.packed())).with("ETag", document.tag())
        .with("Cache-Control", "no-cache");
  }

  private synchronized Made made() {
    if (made == null) {
      Json.Obj document = OpenApiDocument.of(router.operations(), version);
      Bytes text = CanonicalJson.bytes(document);
      made = new Made("\"" + CanonicalJson.sha256(document).toHex().substring(0, TAG_CHARS) + "\"",
          packed(text), 1 + text.length() / 1_024);
    }
    return made;
  }

  private static Bytes packed(Bytes text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.toArray());
      out.write('\n');
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Bytes.copyOf(packed.toByteArray());
  }

  private static Bytes unpacked(Bytes packed) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.toArray()))) {
      return Bytes.copyOf(in.readAllBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
