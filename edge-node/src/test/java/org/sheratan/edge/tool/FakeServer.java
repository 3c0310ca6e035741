package org.sheratan.edge.tool;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a real socket that says whatever a test wants, whether HTTP or not. */
public final class FakeServer implements AutoCloseable {
  /** What it says to one request. */
  @FunctionalInterface
  public interface Script {
    void say(String request, OutputStream out) throws IOException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  public FakeServer(Script script) throws IOException {
    this.script = script;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::listen);
  }

  /** Says {@code answer}, whatever is asked. */
  public static FakeServer saying(String answer) throws IOException {
    return new FakeServer((request, out) -> out.write(answer.getBytes(StandardCharsets.UTF_8)));
  }

  public static String page(int status, String fields, String body) {
    return "HTTP/1.1 " + status + " X\r\n" + fields + "Content-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
  }

  public int port() {
    return listener.getLocalPort();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** Heads and bodies as they came. */
  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      String request = read(new BufferedInputStream(socket.getInputStream()));
      requests.add(request);
      script.say(request, socket.getOutputStream());
    } catch (IOException gone) {
      // The tool had enough of it.
      return;
    }
  }

  private static String read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int each = in.read();
      boolean tlsHello = head.isEmpty() && each == 0x16;
      if (each < 0 || tlsHello) {
        return head.toString();
      }
      head.append((char) each);
    }
    String length = head.toString().replaceFirst("(?s).*Content-Length: (\\d+).*", "$1");
    int count = length.matches("\\d+") ? Integer.parseInt(length) : 0;
    return head + new String(in.readNBytes(count), StandardCharsets.UTF_8);
  }
}
