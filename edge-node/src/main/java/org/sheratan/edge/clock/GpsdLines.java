package org.sheratan.edge.clock;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;

/**
 * The lines of a gpsd, at a bounded pace. One that says more than {@link #MOST_PER_SECOND} is cut rather than read slowly: what
 * waits in the buffers of a slow reader tells a time that has passed.
 */
final class GpsdLines {
  static final int SILENCE_MS = 60_000;
  /** A receiver reports at 25 Hz at most, in five kinds of report or so. */
  static final int MOST_PER_SECOND = 200;
  private static final int SECOND_MS = 1_000;
  private static final int BUFFER_BYTES = 4 * 1024;

  private final Socket socket;
  private final Clock clock;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int from;
  private int to;
  private long secondMs;
  private int inThisSecond;

  GpsdLines(Socket socket, Clock clock) {
    this.socket = socket;
    this.clock = clock;
    this.secondMs = clock.now().monoMs();
  }

  /**
   * Without its end.
   *
   * @throws MalformedException for a line too long, or too many of them
   */
  Bytes next() throws IOException {
    long endMs = clock.now().monoMs() + SILENCE_MS;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (byte next = read(endMs); next != '\n'; next = read(endMs)) {
      if (line.size() == GpsdLine.MAX_BYTES) {
        throw new MalformedException("line", GpsdLine.MAX_BYTES, "longer than that");
      }
      line.write(next);
    }
    count();
    return Bytes.copyOf(line.toByteArray());
  }

  /** @param endMs of the whole line: a byte now and then buys no time */
  private byte read(long endMs) throws IOException {
    if (from == to) {
      long leftMs = endMs - clock.now().monoMs();
      if (leftMs <= 0) {
        throw new SocketTimeoutException("gpsd does not end its line");
      }
      socket.setSoTimeout((int) leftMs);
      InputStream in = socket.getInputStream();
      from = 0;
      to = Math.max(0, in.read(buffer));
      if (to == 0) {
        throw new EOFException("gpsd closed the connection");
      }
    }
    return buffer[from++];
  }

  private void count() {
    long nowMs = clock.now().monoMs();
    if (nowMs - secondMs >= SECOND_MS) {
      secondMs = nowMs;
      inThisSecond = 0;
    }
    inThisSecond++;
    if (inThisSecond > MOST_PER_SECOND) {
      throw new MalformedException("gpsd", MalformedException.NO_OFFSET,
          "more than " + MOST_PER_SECOND + " reports a second, which is no receiver's pace");
    }
  }
}
