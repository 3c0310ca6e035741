package org.sheratan.edge.http.door;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.Function;

import fi.iki.elonen.NanoHTTPD;
import org.tinylog.Logger;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;

/**
 * NanoHTTPD 2.3.1 with its traps closed (docs/decisions/0070): it accepts, keeps connections alive and calls us; what
 * comes from a client is read by {@link GuardedInput}, what goes to it is written by {@link WireResponse}.
 */
public final class NanoDoor extends NanoHTTPD {
  private final HttpSettings settings;
  private final ConnectionRunner runner;
  private final CloseLog log;
  private final Function<HttpRequest, HttpResponse> application;
  private final HostNames names;

  public NanoDoor(HttpSettings settings, Clock clock, ConnectionRunner runner,
      Function<HttpRequest, HttpResponse> application, CloseLog log) {
    super(settings.bindAddress(), settings.port());
    this.settings = settings;
    this.runner = runner;
    this.application = application;
    this.log = log;
    this.names = new HostNames(settings);
    setServerSocketFactory(() -> new AcceptingSocket(clock, settings.idleDeadlineMs()));
    setTempFileManagerFactory(NoTempFiles::new);
    setAsyncRunner(runner);
  }

  @Override
  protected ClientHandler createClientHandler(Socket accepted, InputStream unused) {
    ClientSocket socket = (ClientSocket) accepted;
    return new ClientConnection(this, socket, new GuardedInput(socket, settings, log));
  }

  /** Compression holds events back, and the answers here are small. */
  @Override
  protected boolean useGzipWhenAccepted(Response response) {
    return false;
  }

  /** @throws IOException when no TLS came about where it is asked for */
  void open(ClientSocket socket) throws IOException {
    if (settings.tls().isEmpty()) {
      return;
    }
    try {
      socket.handshake(settings.tls().get());
    } catch (IOException failed) {
      if (socket.overdue()) {
        boolean silent = socket.phase().name().equals(ClientSocket.SILENT);
        log.closed(silent ? CloseLog.Why.SILENT : CloseLog.Why.OVERDUE, socket);
      }
      throw failed;
    }
  }

  IHTTPSession session(ClientConnection connection) throws IOException {
    return new Session(connection);
  }

  void closed(ClientConnection connection) {
    runner.closed(connection);
  }

  @Override
  public Response serve(IHTTPSession session) {
    ClientConnection connection = ((Session) session).connection;
    RequestHead head = connection.input().head();
    boolean whole = false;
    HttpResponse response;
    AnswerRoom room = new AnswerRoom();
    try {
      Bytes body = connection.input().readBody();
      whole = true;
      response = BodyGate.OF_ALL.within(body.length(),
          place -> apply(connection, head, body, room.with(place)));
      room.made(response);
    } catch (SocketTimeoutException late) {
      response = HttpResponse.problem(Problem.of(408, "request-timeout", "Request too slow",
          "the request body did not arrive within " + settings.bodyDeadlineMs() + " ms"));
    } catch (IOException cut) {
      response = HttpResponse.problem(Problem.badRequest("the request body ended early"));
    }
    return WireResponse.on(connection.socket(), response, !whole || !head.keepAlive() || runner.isStopped(),
        !head.method().equals("HEAD"), settings.writeDeadlineMs(), room);
  }

  private HttpResponse apply(ClientConnection connection, RequestHead head, Bytes body, AnswerRoom room) {
    if (settings.tls().isPresent() && !connection.socket().sealed()) {
      return toTls(head);
    }
    connection.socket().enter("serving", false, settings.answerDeadlineMs() + 2 * settings.maxWaitMs());
    String caller = connection.socket().getInetAddress().getHostAddress();
    try {
      return application.apply(HttpRequest.of(head, body, caller, room));
    } catch (MalformedException malformed) {
      return HttpResponse.problem(Problem.malformed(malformed));
    } catch (RuntimeException bug) {
      Logger.error(bug, "request failed: {}", head.method());
      return HttpResponse.problem(Problem.of(500, "internal", "Internal error", "this is a bug in the node")
          .fix("the log of the node, for a report of it"));
    }
  }

  /** Who typed {@code http://} into a browser gets there; a program, which may have sent a token, is told. */
  private HttpResponse toTls(RequestHead head) {
    String address;
    try {
      address = "https://" + names.check(head) + head.target();
    } catch (HttpRefusal notOurs) {
      return HttpResponse.problem(notOurs.problem());
    }
    return head.method().equals("GET") && head.header("authorization").isEmpty()
        ? HttpResponse.empty(308).with("Location", address)
        : HttpResponse.problem(Problem.of(400, "tls-needed", "This port speaks TLS only",
            "what was sent could be read by others on the way").fix(address));
  }

  private final class Session extends HTTPSession {
    private final ClientConnection connection;

    Session(ClientConnection connection) throws IOException {
      super(new NoTempFiles(), connection.input(), connection.socket().output(),
          numeric(connection.socket()));
      this.connection = connection;
    }

    private static InetAddress numeric(ClientSocket socket) throws IOException {
      InetAddress address = socket.getInetAddress();
      if (address == null) {
        throw new IOException("closed before it was served");
      }
      return address;
    }
  }
}
