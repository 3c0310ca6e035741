package org.sheratan.edge.http.door;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import fi.iki.elonen.NanoHTTPD;

import org.sheratan.kernel.Bytes;

/**
 * A response that writes itself. NanoHTTPD's own writer sends a body after HEAD, may gzip events into silence, and
 * cannot say 413, 421 or 429.
 */
final class WireResponse extends NanoHTTPD.Response {
  /** A stream that writes nothing for so long is a bug of ours, and ends. */
  private static final long LONGEST_SILENCE_MS = 60_000;

  private final HttpResponse response;
  private final boolean close;
  private final boolean withBody;
  private final Runnable beforeWrite;
  private final Runnable afterWrite;
  private final AnswerRoom room;
  private boolean failed;

  private WireResponse(HttpResponse response, boolean close, boolean withBody, Runnable beforeWrite,
      Runnable afterWrite, AnswerRoom room) {
    super(status(response.status()), response.contentType(), null, 0);
    this.response = response;
    this.close = close || response.stream().isPresent();
    this.withBody = withBody;
    this.beforeWrite = beforeWrite;
    this.afterWrite = afterWrite;
    this.room = room;
  }

  /**
   * @param writeDeadlineMs for the whole of it, or for each part of a stream
   * @param room given back when it is written
   */
  static WireResponse on(ClientSocket socket, HttpResponse response, boolean close, boolean withBody,
      long writeDeadlineMs, AnswerRoom room) {
    return new WireResponse(response, close, withBody,
        () -> socket.enterWriting("writing", writeDeadlineMs),
        () -> socket.enter("streaming", false, LONGEST_SILENCE_MS), room);
  }

  static WireResponse closing(HttpResponse response) {
    return new WireResponse(response, true, true, () -> {}, () -> {}, new AnswerRoom());
  }

  @Override
  public boolean isCloseConnection() {
    return close || failed;
  }

  @Override
  protected void send(OutputStream out) {
    try {
      beforeWrite.run();
      writeTo(out);
      if (withBody && response.stream().isPresent()) {
        afterWrite.run();
        response.stream().get().writeTo(part -> stream(part, out));
      }
    } catch (IOException gone) {
      // The client went away, or was too slow to take it. NanoHTTPD would log this at SEVERE, for anyone to provoke.
      failed = true;
    } finally {
      room.giveBack();
    }
  }

  /** In one write, so that head and body leave in one packet when they fit. */
  void writeTo(OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status(response.status()).getDescription());
    Map<String, String> headers = new LinkedHashMap<>();
    boolean empty = response.status() == 204 || response.status() == 304;
    if (!empty) {
      headers.put("Content-Type", response.contentType());
    }
    if (!empty && response.stream().isEmpty()) {
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
    byte[] first = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    Bytes body = withBody ? response.body() : Bytes.EMPTY;
    byte[] whole = Arrays.copyOf(first, first.length + body.length());
    body.copyTo(whole, first.length);
    out.write(whole);
    out.flush();
  }

  private void stream(Bytes part, OutputStream out) throws IOException {
    beforeWrite.run();
    out.write(part.toArray());
    out.flush();
    afterWrite.run();
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
