package org.sheratan.edge.http.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import fi.iki.elonen.NanoHTTPD;

/**
 * A response that writes itself. NanoHTTPD's own writer sends a body after HEAD, may gzip events into silence, and
 * cannot say 413, 421 or 429.
 */
final class WireResponse extends NanoHTTPD.Response {
  private final HttpResponse response;
  private final boolean close;
  private final boolean withBody;
  private boolean failed;

  WireResponse(HttpResponse response, boolean close, boolean withBody) {
    super(status(response.status()), response.contentType(), null, 0);
    this.response = response;
    this.close = close;
    this.withBody = withBody;
  }

  static WireResponse closing(HttpResponse response) {
    return new WireResponse(response, true, true);
  }

  @Override
  public boolean isCloseConnection() {
    return close || failed;
  }

  @Override
  protected void send(OutputStream out) {
    try {
      writeTo(out);
    } catch (IOException gone) {
      // The client went away, or was too slow to take it. NanoHTTPD would log this at SEVERE, for anyone to provoke.
      failed = true;
    }
  }

  /** In one write, so that head and body leave in one packet when they fit. */
  void writeTo(OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status(response.status()).getDescription());
    Map<String, String> headers = new LinkedHashMap<>();
    if (response.status() != 204) {
      headers.put("Content-Type", response.contentType());
      headers.put("Content-Length", Integer.toString(response.body().length()));
    }
    headers.put("Cache-Control", "no-store");
    headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Connection", close ? "close" : "keep-alive");
    headers.putAll(response.headers());
    headers.forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (withBody) {
      whole.write(response.body().toArray());
    }
    out.write(whole.toByteArray());
    out.flush();
  }

  private static IStatus status(int code) {
    return new IStatus() {
      @Override
      public String getDescription() {
        return code + " " + ReasonPhrase.of(code);
      }

      @Override
      public int getRequestStatus() {
        return code;
      }
    };
  }
}
