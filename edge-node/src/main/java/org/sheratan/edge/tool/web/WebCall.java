package org.sheratan.edge.tool.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.local.Alarm;
import org.sheratan.core.tool.local.Run;
import org.sheratan.core.tool.local.ToolFailure;

/**
 * Asks one server one thing, on the thread of the tool, over a connection of its own (HTTP/1.1, RFC 9112). It ends at the latest
 * when its time is over or the job is stopped: then its socket is closed from outside, whatever it waits for. It connects to
 * the very address that was judged, and never follows a redirect by itself.
 */
public final class WebCall implements AutoCloseable {
  private final Run run;
  private final WebLimits limits;
  private final Resolver resolver;
  private final Runnable alarmOff;
  private Socket open = new Socket();

  /** Begins to count the time. */
  public WebCall(Run run, WebLimits limits, Resolver resolver, Alarm alarm) {
    this.run = run;
    this.limits = limits;
    this.resolver = resolver;
    this.alarmOff = alarm.after(limits.timeoutMs(), () -> run.cut(ToolFailure.here(FailureCode.TIMEOUT,
        "not done within " + limits.timeoutMs() / 1000 + " s")));
  }

  /** Whether it may be connected to. */
  @FunctionalInterface
  public interface Judge {
    /** @throws ToolFailure saying why not */
    void judge(InetAddress address) throws ToolFailure;
  }

  /**
   * @param status final, never an interim one
   * @param body to be read before the next call; more than the limit throws
   */
  public record Answer(int status, Optional<String> contentType, Optional<String> location,
      InputStream body) {}

  /** @throws ToolFailure when there is no answer, or none that is HTTP; reading the body throws {@link IOException} */
  public Answer ask(WebRequest request, Judge judge) throws ToolFailure {
    WebAddress to = request.to();
    InetAddress address = resolve(to.host());
    judge.judge(address);
    try {
      Socket socket = connect(to, address);
      OutputStream out = socket.getOutputStream();
      out.write(request.head());
      out.write(request.body().toArray());
      out.flush();
      WebStream stream = new WebStream(socket.getInputStream(), limits.bodyBytes());
      int status = stream.head();
      if (request.method().equals("HEAD")) {
        stream.withoutBody();
      }
      return new Answer(status, stream.field("content-type"), stream.field("location"), stream);
    } catch (IOException failed) {
      throw failure(failed, to);
    }
  }

  /** What an exception of the body, or of connecting, means. */
  public ToolFailure failure(IOException failed, WebAddress to) {
    try {
      run.check();
    } catch (ToolFailure cut) {
      return cut;
    }
    return switch (failed) {
      case WebStream.TooLong large -> ToolFailure.everywhere(FailureCode.TOO_LARGE,
          to.host() + " sends " + large.getMessage());
      case WebStream.BadAnswer bad -> ToolFailure.here(FailureCode.BAD_ANSWER,
          to.host() + " does not answer as HTTP does: " + bad.getMessage());
      case SocketTimeoutException silent -> ToolFailure.here(FailureCode.TIMEOUT,
          to.host() + " says nothing for " + limits.idleMs() / 1000 + " s");
      case SSLException distrusted -> ToolFailure.here(FailureCode.UNREACHABLE,
          "no TLS with " + to.host() + ": its certificate is not valid here, or it speaks none");
      case IOException other -> ToolFailure.here(FailureCode.UNREACHABLE,
          to.host() + " port " + to.port() + " cannot be reached, or breaks off");
    };
  }

  @Override
  public void close() {
    alarmOff.run();
    run.endBy(() -> {});
    closeNow(open);
  }

  private InetAddress resolve(String host) throws ToolFailure {
    try {
      List<InetAddress> found = resolver.resolve(host);
      return found.getFirst();
    } catch (UnknownHostException unknown) {
      throw ToolFailure.here(FailureCode.UNREACHABLE, "no address is known for " + host);
    }
  }

  private Socket connect(WebAddress to, InetAddress address) throws IOException, ToolFailure {
    closeNow(open);
    Socket socket = new Socket();
    open = socket;
    run.endBy(() -> closeNow(socket));
    run.check();
    socket.setSoTimeout(limits.idleMs());
    socket.connect(new InetSocketAddress(address, to.port()), limits.idleMs());
    return to.secure() ? secured(socket, to) : socket;
  }

  private static Socket secured(Socket socket, WebAddress to) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secured = (SSLSocket) factory.createSocket(socket, to.host(), to.port(), true);
    SSLParameters rules = secured.getSSLParameters();
    // Whose certificate it is (RFC 2818); the JDK does not look unless told.
    rules.setEndpointIdentificationAlgorithm("HTTPS");
    rules.setProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
    secured.setSSLParameters(rules);
    secured.startHandshake();
    return secured;
  }

  private static void closeNow(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      // The alarm's thread must go on; there is nothing left to do with a socket that does not even close.
      return;
    }
  }
}
