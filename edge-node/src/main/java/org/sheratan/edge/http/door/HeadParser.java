package org.sheratan.edge.http.door;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads one request head, strictly: what two parsers could understand differently is refused (RFC 9112 sections 2.2,
 * 5 and 6; RFC 9110 section 5.5), because NanoHTTPD's own parser takes nearly anything.
 */
public final class HeadParser {
  static final int MAX_HEAD_BYTES = 8192;
  static final int MAX_TARGET_CHARS = 2048;
  static final int MAX_FIELDS = 64;
  private static final Set<String> METHODS = new TreeSet<>(
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
  /** Fields whose repetition would leave it open which one counts. */
  private static final Set<String> SINGLE = new TreeSet<>(
      Set.of("authorization", "content-length", "content-type",
          "expect", "host", "idempotency-key", "origin", "transfer-encoding"));
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");
  private static final Pattern TARGET = Pattern.compile("/[!-~&&[^#\"<>\\\\^`{|}]]*");
  private static final Pattern CUT_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final Pattern LINE_END = Pattern.compile("\r\n");

  private final SortedMap<String, String> headers = new TreeMap<>();
  private final int maxBodyBytes;

  private HeadParser(int maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
  }

  /**
   * @param head everything up to, and without, the empty line that ends it
   * @throws HttpRefusal when it must not be served
   */
  public static RequestHead parse(byte[] head, int maxBodyBytes) throws HttpRefusal {
    return new HeadParser(maxBodyBytes).read(new String(head, StandardCharsets.ISO_8859_1));
  }

  private RequestHead read(String text) throws HttpRefusal {
    String[] lines = LINE_END.split(text, -1);
    String[] request = requestLine(lines[0]);
    if (lines.length - 1 > MAX_FIELDS) {
      throw new HttpRefusal(tooLarge("more than " + MAX_FIELDS + " header fields"));
    }
    for (int index = 1; index < lines.length; index++) {
      field(lines[index]);
    }
    String target = request[1];
    String host = host();
    if (target.startsWith("http://")) {
      // Absolute form: its authority counts, the Host field does not (RFC 9112 section 3.2.2).
      int path = target.indexOf('/', "http://".length());
      host = target.substring("http://".length(), path < 0 ? target.length() : path);
      target = path < 0 ? "/" : target.substring(path);
    }
    checkTarget(request[0], target);
    return new RequestHead(request[0], target, request[2].endsWith("1") ? 1 : 0, host, headers, bodyLength());
  }

  private static String[] requestLine(String line) throws HttpRefusal {
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !TOKEN.matcher(parts[0]).matches()) {
      throw new HttpRefusal(
          Problem.badRequest("the request line must be: method, one space, target, one space, HTTP/1.1"));
    }
    if (!parts[2].equals("HTTP/1.1") && !parts[2].equals("HTTP/1.0")) {
      boolean version = VERSION.matcher(parts[2]).matches();
      throw new HttpRefusal(version
          ? Problem.of(505, "http-version", "HTTP version not supported", "this node speaks HTTP/1.1")
          : Problem.badRequest("the request line must end in HTTP/1.1"));
    }
    if (!METHODS.contains(parts[0])) {
      throw new HttpRefusal(
          Problem.of(501, "unknown-method", "Method not implemented",
              "methods here: " + String.join(", ", METHODS)));
    }
    if (parts[1].length() > MAX_TARGET_CHARS) {
      throw new HttpRefusal(Problem.of(414, "target-too-long", "Request target too long",
          "longest target: " + MAX_TARGET_CHARS + " characters"));
    }
    return parts;
  }

  private static void checkTarget(String method, String target) throws HttpRefusal {
    boolean star = target.equals("*") && method.equals("OPTIONS");
    if (!star && !TARGET.matcher(target).matches()) {
      throw new HttpRefusal(
          Problem.badRequest("the request target must be a path of visible ASCII characters"));
    }
    if (CUT_PERCENT.matcher(target).find()) {
      throw new HttpRefusal(Problem.badRequest("the request target has a % without two hexadecimal digits"));
    }
  }

  private void field(String line) throws HttpRefusal {
    int colon = line.indexOf(':');
    if (colon <= 0 || !TOKEN.matcher(line.substring(0, colon)).matches()) {
      throw new HttpRefusal(Problem.badRequest("a header field must be: name, colon, value, on one line"));
    }
    String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
    String value = strip(line.substring(colon + 1));
    if (!value.chars().allMatch(letter -> letter == '\t' || (letter >= ' ' && letter != 0x7f))) {
      throw new HttpRefusal(Problem.badRequest("control character in header field " + name));
    }
    String earlier = headers.get(name);
    if (earlier != null && SINGLE.contains(name)) {
      throw new HttpRefusal(Problem.badRequest("header field " + name + " given twice"));
    }
    headers.put(name, earlier == null ? value : earlier + ", " + value);
  }

  private String host() throws HttpRefusal {
    String host = headers.get("host");
    if (host == null) {
      throw new HttpRefusal(Problem.badRequest("header field host is missing"));
    }
    return host;
  }

  private long bodyLength() throws HttpRefusal {
    if (headers.containsKey("transfer-encoding")) {
      throw new HttpRefusal(Problem.of(501, "transfer-encoding", "Transfer-Encoding not implemented",
          "send the body with Content-Length instead of Transfer-Encoding"));
    }
    String length = headers.get("content-length");
    if (length == null) {
      return 0;
    }
    if (!LENGTH.matcher(length).matches()) {
      throw new HttpRefusal(Problem.badRequest("content-length must be one decimal number"));
    }
    long bytes = Long.parseLong(length);
    if (bytes > maxBodyBytes) {
      throw new HttpRefusal(Problem.of(413, "too-large", "Larger than a limit",
          "body of " + bytes + " bytes; limit is " + maxBodyBytes + " bytes"));
    }
    return bytes;
  }

  static Problem tooLarge(String detail) {
    return Problem.of(431, "head-too-large", "Request head too large", detail);
  }

  /** Optional white space around a value is space and tab only. */
  private static String strip(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && blank(value.charAt(from))) {
      from++;
    }
    while (from < to && blank(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  private static boolean blank(char letter) {
    return letter == ' ' || letter == '\t';
  }
}
