package org.sheratan.edge.http.door;

import java.io.IOException;

import org.sheratan.kernel.Bytes;

/** A body whose end nobody knows beforehand, such as events; the connection closes behind it. */
@FunctionalInterface
public interface StreamBody {
  /**
   * Writes on the connection's own thread until there is no more to say.
   *
   * @throws IOException when the client is gone, or was cut for not reading
   */
  void writeTo(Outlet out) throws IOException;

  /** The way to the client. */
  @FunctionalInterface
  interface Outlet {
    /** Returns when the system has taken it; whoever does not make room for it in time is cut. */
    void write(Bytes bytes) throws IOException;
  }
}
