package org.sheratan.edge.tool.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a server says, as it comes (RFC 9112): head, then a body by length, by chunks, or to the end. */
final class WebStream extends InputStream {
  private final InputStream in;
  private final long maxBytes;
  private SortedMap<String, String> fields = new TreeMap<>();
  private boolean chunked;
  /** Of the body or the chunk; negative: to the end of the connection. */
  private long leftBytes = -1;
  private boolean ended;
  private long taken;

  /** @param maxBytes longest body taken */
  WebStream(InputStream in, long maxBytes) {
    this.in = new BufferedInputStream(in);
    this.maxBytes = maxBytes;
  }

  /** The status; interim answers (RFC 9110, 15.2) are passed over. */
  int head() throws IOException {
    int status = statusAndFields();
    for (int interim = 0; status / 100 == 1; interim++) {
      if (interim == 5 || status == 101) {
        throw new BadAnswer("interim answers only");
      }
      status = statusAndFields();
    }
    boolean bodiless = status == 204 || status == 304;
    chunked = fields.containsKey("transfer-encoding");
    if (chunked && !fields.get("transfer-encoding").equalsIgnoreCase("chunked")) {
      throw new BadAnswer("a transfer coding other than chunked");
    }
    if (!fields.getOrDefault("content-encoding", "identity").equalsIgnoreCase("identity")) {
      throw new BadAnswer("a content coding that was not asked for");
    }
    String length = fields.get("content-length");
    if (length != null && !length.matches("\\d{1,15}")) {
      throw new BadAnswer("a length that is none");
    }
    leftBytes = bodiless ? 0 : chunked ? 0 : length == null ? -1 : Long.parseLong(length);
    ended = bodiless || !chunked && leftBytes == 0;
    return status;
  }

  /** For a HEAD request. */
  void withoutBody() {
    ended = true;
  }

  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0 || ended || chunked && leftBytes == 0 && !nextChunk()) {
      return length == 0 ? 0 : -1;
    }
    int most = leftBytes < 0 ? length : (int) Math.min(length, leftBytes);
    int count = in.read(into, offset, most);
    if (count < 0) {
      ended = true;
      if (leftBytes >= 0) {
        throw new BadAnswer("it broke off");
      }
      return -1;
    }
    leftBytes -= leftBytes < 0 ? 0 : count;
    taken += count;
    if (taken > maxBytes) {
      throw new TooLong(maxBytes);
    }
    if (chunked && leftBytes == 0) {
      line("the end of a chunk");
    }
    ended = !chunked && leftBytes == 0;
    return count;
  }

  private boolean nextChunk() throws IOException {
    String size = line("a chunk's size").replaceFirst("[;\\s].*", "");
    if (!size.matches("[0-9A-Fa-f]{1,12}")) {
      throw new BadAnswer("a chunk's size that is none");
    }
    leftBytes = Long.parseLong(size, 16);
    ended = leftBytes == 0;
    return !ended;
  }

  private int statusAndFields() throws IOException {
    String status = line("the status line");
    if (!status.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
      throw new BadAnswer("no HTTP/1.1 status line");
    }
    fields = new TreeMap<>();
    int headBytes = 0;
    for (String line = line("a field"); !line.isEmpty(); line = line("a field")) {
      headBytes += line.length();
      int colon = line.indexOf(':');
      if (headBytes > WebLimits.HEAD_BYTES || colon < 1) {
        throw new BadAnswer(colon < 1 ? "a field without a colon" : "a head beyond 16 KiB");
      }
      fields.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return Integer.parseInt(status.substring(9, 12));
  }

  private String line(String what) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int each = in.read(); each != '\n'; each = in.read()) {
      if (each < 0) {
        throw new BadAnswer("it broke off before " + what);
      }
      if (line.size() == WebLimits.LINE_BYTES) {
        throw new BadAnswer(what + " beyond 8 KiB");
      }
      line.write(each);
    }
    return line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
  }

  /** Not HTTP, or not as it should be. */
  static final class BadAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    BadAnswer(String what) {
      super(what);
    }
  }

  /** More than is taken. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong(long maxBytes) {
      super("more than " + maxBytes + " bytes");
    }
  }
}
