package org.sheratan.edge.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A pseudo terminal whose other end stands at a path of our choice, as a serial port would. One thread reads and
 * closes, any thread writes.
 */
public final class Pty implements AutoCloseable {
  private static final int CHUNK_BYTES = 4096;

  private final int descriptor;
  private final Path link;
  private final Path device;
  private boolean closed;

  private Pty(int descriptor, Path link, Path device) {
    this.descriptor = descriptor;
    this.link = link;
    this.device = device;
  }

  /**
   * @param link becomes a symbolic link to the other end; a link that leads nowhere is replaced, nothing else is
   * @throws IOException when there is something else, or no terminal is to be had
   */
  public static Pty open(Path link) throws IOException {
    if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
      throw new IOException(link + " exists and is no symbolic link");
    }
    if (Files.exists(link)) {
      throw new IOException(link + " leads to " + Files.readSymbolicLink(link)
          + ", which is there: another emulator's terminal. End that one, or choose another path");
    }
    Path folder = link.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new IOException(link + " cannot be made: there is no folder " + folder);
    }
    int descriptor = TerminalCalls.open();
    try {
      Path device = Path.of(TerminalCalls.otherEnd(descriptor));
      TerminalCalls.touch(device.toString());
      link(link, device);
      return new Pty(descriptor, link, device);
    } catch (IOException | RuntimeException refused) {
      TerminalCalls.close(descriptor);
      throw refused;
    }
  }

  private static void link(Path link, Path device) throws IOException {
    try {
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, device);
    } catch (IOException refused) {
      throw new IOException(link + " cannot be made: " + refused.getClass().getSimpleName(), refused);
    }
  }

  /** Whether somebody has the other end open. */
  public boolean inUse() throws IOException {
    return (TerminalCalls.poll(descriptor, 0) & TerminalCalls.HUNG_UP) == 0;
  }

  /**
   * Waits for what the other end writes.
   *
   * @return nothing when it wrote nothing for {@code waitMs}, or nobody has it open
   */
  public byte[] read(int waitMs) throws IOException {
    int events = TerminalCalls.poll(descriptor, waitMs);
    byte[] chunk = new byte[CHUNK_BYTES];
    if ((events & TerminalCalls.READABLE) == 0) {
      return new byte[0];
    }
    TerminalCalls.Result result = TerminalCalls.read(descriptor, chunk);
    return result.value() <= 0 ? new byte[0] : Arrays.copyOf(chunk, (int) result.value());
  }

  /** What does not fit the terminal's buffer is lost, as on a serial line without flow control. */
  public synchronized void write(byte[] bytes) {
    if (!closed) {
      TerminalCalls.write(descriptor, bytes);
    }
  }

  public Path device() {
    return device;
  }

  /** The path vanishes, and whoever has the other end open learns that the device is gone. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      try {
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(device)) {
          Files.delete(link);
        }
      } catch (IOException kept) {
        // A link to a device that is gone does no harm; the next start replaces it.
      } finally {
        TerminalCalls.close(descriptor);
      }
    }
  }
}
