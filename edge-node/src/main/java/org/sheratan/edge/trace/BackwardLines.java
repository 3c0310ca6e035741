package org.sheratan.edge.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a file, the last one first. Bytes behind the last end of line are no line. */
final class BackwardLines {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final FileChannel channel;
  /** Where {@link #chunk} begins in the file, and how much of it is not yet given out. */
  private long chunkAt;
  private byte[] chunk = new byte[0];
  private int left;
  /** What belongs to the line that began before {@link #chunk}. */
  private byte[] tail = new byte[0];
  private boolean begun;

  /** @param offset where the line begins in its file */
  record Line(long offset, String text) {}

  /** @param from only what lies before it */
  BackwardLines(FileChannel channel, long from) {
    this.channel = channel;
    this.chunkAt = from;
  }

  /** Empty at the beginning of the file. */
  Optional<Line> next() throws IOException {
    while (true) {
      for (int index = left - 1; index >= 0; index--) {
        if (chunk[index] == '\n') {
          byte[] line = joined(index + 1);
          long offset = chunkAt + index + 1;
          left = index;
          tail = new byte[0];
          if (begun) {
            return Optional.of(new Line(offset, new String(line, StandardCharsets.UTF_8)));
          }
          begun = true;
        }
      }
      tail = joined(0);
      left = 0;
      if (chunkAt == 0) {
        boolean more = begun && tail.length > 0;
        String first = new String(tail, StandardCharsets.UTF_8);
        tail = new byte[0];
        return more ? Optional.of(new Line(0, first)) : Optional.empty();
      }
      read();
    }
  }

  private byte[] joined(int from) {
    byte[] joined = new byte[left - from + tail.length];
    System.arraycopy(chunk, from, joined, 0, left - from);
    System.arraycopy(tail, 0, joined, left - from, tail.length);
    return joined;
  }

  private void read() throws IOException {
    int length = (int) Math.min(CHUNK_BYTES, chunkAt);
    ByteBuffer bytes = ByteBuffer.allocate(length);
    chunkAt -= length;
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, chunkAt + bytes.position()) < 0) {
        throw new IOException("the trace's file became shorter");
      }
    }
    chunk = bytes.array();
    left = length;
  }
}
