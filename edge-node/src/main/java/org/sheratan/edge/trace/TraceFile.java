package org.sheratan.edge.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Appends whole lines. A line that a power failure or a full disk cut in two goes before the next one is written. Lines are
 * handed to the system and not synced, for a trace is no promise: a power failure may cost those of the last seconds. A file
 * is synced when it is full and when the node stops. One user at a time.
 */
final class TraceFile {
  private static final int FILES = 4;

  private final TraceFolder folder;
  private final long fileBytes;
  private FileChannel channel;
  private long end;

  /** @param maxBytes of all files together */
  TraceFile(TraceFolder folder, long maxBytes) {
    this.folder = folder;
    this.fileBytes = maxBytes / FILES;
  }

  /** All of them or, when it throws, none; it may be called again then. */
  void append(List<String> lines) throws IOException {
    ByteBuffer text = ByteBuffer
        .wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      open();
      if (end > 0 && end + text.remaining() > fileBytes) {
        close();
        folder.rotate(FILES - 1);
        open();
      }
      while (text.hasRemaining()) {
        channel.write(text, end + text.position());
      }
      end += text.limit();
    } catch (IOException failed) {
      forget(failed);
      throw failed;
    }
  }

  void close() throws IOException {
    if (channel != null) {
      try (FileChannel closing = channel) {
        channel = null;
        closing.force(false);
      }
    }
  }

  private void open() throws IOException {
    if (channel == null) {
      channel = folder.current();
      end = wholeLines(channel);
      channel.truncate(end);
    }
  }

  /** What is behind the last whole line is cut at the next try. */
  private void forget(IOException cause) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException unclosed) {
      cause.addSuppressed(unclosed);
    }
    channel = null;
  }

  /** Length up to and including the last end of line. */
  private static long wholeLines(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    long length = channel.size();
    while (length > 0) {
      channel.read(one.clear(), length - 1);
      if (one.get(0) == '\n') {
        return length;
      }
      length--;
    }
    return 0;
  }
}
