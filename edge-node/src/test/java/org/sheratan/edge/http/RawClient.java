package org.sheratan.edge.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;

/** Speaks to the API byte by byte. */
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MS = 30_000;
  private static final int DEFAULT_BUFFER_BYTES = 128 * 1024;

  private final Socket socket;
  private final InputStream in;

  public RawClient(int port) throws IOException {
    this(port, DEFAULT_BUFFER_BYTES);
  }

  /** @param bufferBytes what the system takes for it while it does not read */
  public RawClient(int port, int bufferBytes) throws IOException {
    this(connected(port, bufferBytes));
  }

  /** @param connected already, and spoken on by nobody else */
  public RawClient(Socket connected) throws IOException {
    socket = connected;
    socket.setSoTimeout(PATIENCE_MS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  private static Socket connected(int port, int bufferBytes) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(bufferBytes);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  /** With the right Host, token and length; {@code headers} are whole lines. */
  public static String request(String method, String target, String body, String... headers) {
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    if (!String.join("\n", headers).contains("Host:")) {
      text.append("Host: localhost\r\n");
    }
    if (!String.join("\n", headers).contains("Authorization:")) {
      text.append("Authorization: Bearer ").append(RunningApi.TOKEN.secret()).append("\r\n");
    }
    if (!body.isEmpty()) {
      text.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
      text.append(
          String.join("\n", headers).contains("Content-Type:") ? "" : "Content-Type: application/json\r\n");
    }
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").append(body).toString();
  }

  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  public void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  public RawResponse response() throws IOException {
    return response(false);
  }

  /** @throws EOFException when the connection closed instead */
  public RawResponse response(boolean headOnly) throws IOException {
    String[] status = line().split(" ", 3);
    SortedMap<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] parts = line.split(": ", 2);
      String earlier = headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
      if (earlier != null) {
        throw new IOException("header given twice: " + parts[0]);
      }
    }
    int length = headOnly ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("body cut at " + body.length);
    }
    return new RawResponse(Integer.parseInt(status[1]), headers, Bytes.copyOf(body));
  }

  /** True when the server ends the connection without another byte. */
  public boolean closedNow() {
    try {
      return in.read() < 0;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** The next line of a head or a stream, without its end. */
  public String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int letter = in.read(); letter != '\n'; letter = in.read()) {
      if (letter < 0) {
        throw new EOFException("closed after: " + line);
      }
      line.append((char) letter);
    }
    // A head's lines end in CR and LF, an event stream's in LF.
    return line.isEmpty() || line.charAt(line.length() - 1) != '\r'
        ? line.toString()
        : line.substring(0, line.length() - 1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
