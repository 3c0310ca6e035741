package org.sheratan.edge.http.door;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLException;

import org.sheratan.kernel.Bytes;

/**
 * What stands between the socket and NanoHTTPD's parser. Reads a whole request head under a deadline, holds it to
 * {@link HeadParser}, and hands NanoHTTPD a head of our own writing, so that its parser never sees a byte of the
 * client's. A refused head is answered here; NanoHTTPD then sees the end of the stream.
 */
final class GuardedInput extends InputStream {
  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ClientSocket socket;
  private final HttpSettings settings;
  private final CloseLog log;
  /** Bytes read from the socket and not used yet: {@code pending[from, to)}. */
  private final byte[] pending = new byte[HeadParser.MAX_HEAD_BYTES];
  private int from;
  private int to;
  private boolean first = true;
  private RequestHead head;
  private byte[] rewritten = {};

  GuardedInput(ClientSocket socket, HttpSettings settings, CloseLog log) {
    this.socket = socket;
    this.settings = settings;
    this.log = log;
  }

  /** Of the request being served. */
  RequestHead head() {
    return head;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** The next request's head, or -1 when there will be none. */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (rewritten.length == 0 && !nextHead()) {
      return -1;
    }
    int count = Math.min(length, rewritten.length);
    System.arraycopy(rewritten, 0, target, offset, count);
    rewritten = Arrays.copyOfRange(rewritten, count, rewritten.length);
    return count;
  }

  /** The body of the request being served; called once. */
  Bytes readBody() throws IOException {
    byte[] body = new byte[(int) head.bodyLength()];
    int have = Math.min(body.length, to - from);
    System.arraycopy(pending, from, body, 0, have);
    from += have;
    if (have < body.length) {
      socket.enter("body", true, settings.bodyDeadlineMs());
      if (head.expectsContinue() && head.minor() == 1) {
        socket.output().write(CONTINUE);
      }
    }
    while (have < body.length) {
      int read = socket.readBefore(body, have, body.length - have);
      if (read < 0) {
        throw new IOException("end of stream within the body");
      }
      have += read;
    }
    return Bytes.copyOf(body);
  }

  private boolean nextHead() throws IOException {
    try {
      byte[] raw = readHead();
      if (raw == null) {
        return false;
      }
      head = HeadParser.parse(raw, settings.maxBodyBytes());
      String line = head.method() + " / HTTP/1.1\r\nconnection: "
          + (head.keepAlive() ? "keep-alive" : "close");
      rewritten = (line + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
      return true;
    } catch (HttpRefusal refused) {
      answer(refused.problem());
    } catch (SSLException broken) {
      // Told by an alert already. NanoHTTPD would write an answer into it, and log at SEVERE that it could not.
      return false;
    } catch (SocketTimeoutException late) {
      if (to > from) {
        answer(Problem.of(408, "request-timeout", "Request too slow",
            "the request head did not arrive within " + settings.headDeadlineMs() + " ms"));
      } else if (socket.phase().name().equals(ClientSocket.SILENT)) {
        log.closed(CloseLog.Why.SILENT, socket);
      }
    }
    return false;
  }

  /** Up to, and without, the empty line; null at a clean end of the stream. */
  private byte[] readHead() throws IOException, HttpRefusal {
    compact();
    socket.enter(first ? ClientSocket.SILENT : "idle", true, settings.idleDeadlineMs());
    boolean started = false;
    first = false;
    for (int scanned = from;;) {
      skipEmptyLines();
      int end = headEnd(Math.max(from, scanned));
      if (end >= 0) {
        byte[] raw = Arrays.copyOfRange(pending, from, end);
        from = end + 4;
        return raw;
      }
      checkStart();
      if (to > from && !started) {
        socket.enter("head", true, settings.headDeadlineMs());
        started = true;
      }
      scanned = Math.max(0, to - 3);
      int read = socket.readBefore(pending, to, pending.length - to);
      if (read < 0) {
        return null;
      }
      to += read;
    }
  }

  /** Speakers of another protocol, TLS above all, learn it at once and not at the deadline. */
  private void checkStart() throws HttpRefusal {
    if (to == pending.length) {
      throw new HttpRefusal(HeadParser.tooLarge("longer than " + pending.length + " bytes"));
    }
    boolean letter = to == from || pending[from] >= 'A' && pending[from] <= 'Z';
    if (!letter && (pending[from] != '\r' || to - from > 1)) {
      throw new HttpRefusal(Problem.badRequest("this is not HTTP/1.1; the API is plain http://"));
    }
  }

  /** RFC 9112 section 2.2: a client may send an empty line before its request line. */
  private void skipEmptyLines() {
    while (to - from >= 2 && pending[from] == '\r' && pending[from + 1] == '\n') {
      from += 2;
    }
    if (from == to) {
      from = 0;
      to = 0;
    }
  }

  private int headEnd(int start) {
    for (int index = start; index + 3 < to; index++) {
      if (pending[index] == '\r' && pending[index + 1] == '\n' && pending[index + 2] == '\r'
          && pending[index + 3] == '\n') {
        return index;
      }
    }
    return -1;
  }

  private void compact() {
    System.arraycopy(pending, from, pending, 0, to - from);
    to -= from;
    from = 0;
  }

  private void answer(Problem problem) throws IOException {
    socket.enterWriting("refusing", settings.writeDeadlineMs());
    WireResponse.closing(HttpResponse.problem(problem)).writeTo(socket.output());
    socket.linger();
  }
}
