package org.sheratan.core.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;

import org.sheratan.core.store.Index;

/**
 * The file {@code clean} beside the index: there only while the index is closed and untouched, 32 bytes.
 *
 * <pre>
 *  0  8    "SHCLEAN1"
 *  8  u64  journal position the index was closed at
 * 16  u32  header checksum of the group at that position
 * 20  u64  length of the index files together
 * 28  u32  CRC-32C of bytes 0..27
 * </pre>
 */
final class CleanMark {
  private static final String NAME = "clean";
  private static final int LENGTH = 32;
  private static final int CHECKSUM_AT = 28;
  private static final long MAGIC = 0x5348434c45414e31L;

  private final Path folder;

  CleanMark(Path folder) {
    this.folder = folder;
  }

  /** Empty when there is none, it is damaged, or the index files have another length. */
  Optional<Index.Mark> read(long indexBytes) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file) || Files.size(file) != LENGTH) {
      return Optional.empty();
    }
    byte[] content = Files.readAllBytes(file);
    ByteBuffer in = ByteBuffer.wrap(content);
    long magic = in.getLong();
    Index.Mark mark = new Index.Mark(in.getLong(), in.getInt());
    boolean intact = magic == MAGIC && in.getLong() == indexBytes && in.getInt() == checksum(content);
    return intact ? Optional.of(mark) : Optional.empty();
  }

  void write(Index.Mark mark, long indexBytes) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(LENGTH);
    out.putLong(MAGIC).putLong(mark.position()).putInt(mark.checksum()).putLong(indexBytes);
    out.putInt(checksum(out.array())).flip();
    Path temporary = folder.resolve(NAME + ".tmp");
    try (FileChannel channel = PrivateFiles.open(temporary)) {
      channel.truncate(0);
      channel.write(out, 0);
      channel.force(true);
    }
    Files.move(temporary, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    PrivateFiles.syncFolder(folder);
  }

  void remove() throws IOException {
    if (Files.deleteIfExists(folder.resolve(NAME))) {
      PrivateFiles.syncFolder(folder);
    }
  }

  private static int checksum(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, CHECKSUM_AT);
    return (int) crc.getValue();
  }
}
