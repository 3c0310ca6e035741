package org.sheratan.edge.http.door;

import java.io.IOException;

import fi.iki.elonen.NanoHTTPD;

/** NanoHTTPD's handler of one connection, without its stack traces in the log for everyone who hangs up. */
final class ClientConnection extends NanoHTTPD.ClientHandler {
  private final NanoDoor door;
  private final ClientSocket socket;
  private final GuardedInput input;
  private volatile Thread runsOn;

  ClientConnection(NanoDoor door, ClientSocket socket, GuardedInput input) {
    door.super(input, socket);
    this.door = door;
    this.socket = socket;
    this.input = input;
  }

  ClientSocket socket() {
    return socket;
  }

  GuardedInput input() {
    return input;
  }

  /** Whether the request that the caller works for came this way. */
  boolean isCallers() {
    return Thread.currentThread().equals(runsOn);
  }

  /** @throws IOException when the connection is over before it has begun */
  void open() throws IOException {
    door.open(socket);
  }

  @Override
  public void run() {
    runsOn = Thread.currentThread();
    try {
      open();
      NanoHTTPD.IHTTPSession session = door.session(this);
      while (!socket.isClosed()) {
        session.execute();
      }
    } catch (IOException over) {
      // How NanoHTTPD ends a connection: closed by either side, evicted, past its deadline, or no TLS.
    } finally {
      if (!socket.isClosed()) {
        socket.linger();
      }
      socket.closeQuietly();
      door.closed(this);
    }
  }
}
