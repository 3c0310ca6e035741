package org.sheratan.edge.http.door;

import java.io.IOException;

import fi.iki.elonen.NanoHTTPD;

/** NanoHTTPD's handler of one connection, without its stack traces in the log for everyone who hangs up. */
final class ClientConnection extends NanoHTTPD.ClientHandler {
  private final NanoDoor door;
  private final ClientSocket socket;
  private final GuardedInput input;

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

  @Override
  public void run() {
    try {
      NanoHTTPD.IHTTPSession session = door.session(this);
      while (!socket.isClosed()) {
        session.execute();
      }
    } catch (IOException over) {
      // How NanoHTTPD ends a connection: closed by either side, evicted, or past its deadline.
    } finally {
      if (!socket.isClosed()) {
        socket.linger();
      }
      socket.closeQuietly();
      door.closed(this);
    }
  }
}
