package org.sheratan.core.store.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.sheratan.core.store.Disk;
import org.sheratan.kernel.Bytes;

/** A file of a {@link FolderDisk}. One thread appends; any may read. */
final class FolderFile implements Disk.DiskFile {
  private final FileChannel channel;
  private boolean shortened;

  FolderFile(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public long length() throws IOException {
    return channel.size();
  }

  @Override
  public void append(Bytes content) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(content.toArray());
    long at = channel.size();
    while (rest.hasRemaining()) {
      at += channel.write(rest, at);
    }
  }

  @Override
  public Bytes read(long from, int length) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(length);
    while (content.hasRemaining()) {
      if (channel.read(content, from + content.position()) < 0) {
        throw new EOFException("needs " + length + " bytes from " + from + ", file has " + channel.size());
      }
    }
    return Bytes.copyOf(content.array());
  }

  @Override
  public void truncate(long length) throws IOException {
    channel.truncate(length);
    shortened = true;
  }

  /** fdatasync, which covers a grown file; fsync when it was shortened. */
  @Override
  public void sync() throws IOException {
    channel.force(shortened);
    shortened = false;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
