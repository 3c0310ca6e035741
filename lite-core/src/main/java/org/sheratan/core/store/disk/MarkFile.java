package org.sheratan.core.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

import org.sheratan.core.store.EpochMark;
import org.sheratan.kernel.Bytes;

/**
 * The mark in a file beside the store, 42 bytes. It names itself: a copy of it is another file.
 *
 * <pre>
 *  0  8    "SHEPOCH1"
 *  8  u32  highest boot epoch ever begun
 * 12  1    1 settled, 0 in doubt, 2 in doubt, but leapt far ahead
 * 13  1    0
 * 14  8    machine, see {@link Place}
 * 22  8    card or disk, see {@link Place}
 * 30  8    this file: hash of its time of birth, or of its inode number where there is none
 * 38  u32  CRC-32C of bytes 0..37
 * </pre>
 *
 * The time of birth is the file system's own; no copying tool can set it. Copies of a whole card or disk have it too,
 * but stand on another one; only a snapshot rolled back in place cannot be told from here.
 */
public final class MarkFile implements EpochMark {
  private static final int LENGTH = 42;
  private static final int CHECKSUM_AT = 38;
  private static final long MAGIC = 0x534845504f434831L;

  private final Path file;
  private final Path system;
  private final boolean expected;

  private MarkFile(Path file, Path system, boolean expected) {
    this.file = file;
    this.system = system;
    this.expected = expected;
  }

  /**
   * @param expected this node has an identity already, so others may know it: without a mark it is in doubt
   */
  public static MarkFile at(Path file, boolean expected) {
    return new MarkFile(file, file.toAbsolutePath().getRoot(), expected);
  }

  /** @param system stands for the root of the file system */
  static MarkFile at(Path file, Path system, boolean expected) {
    return new MarkFile(file, system, expected);
  }

  @Override
  public Found read() throws IOException {
    if (!Files.exists(file)) {
      return new Found(0, expected ? "the folder has an identity, but no epoch mark" : "", false);
    }
    byte[] content = Files.size(file) == LENGTH ? Files.readAllBytes(file) : new byte[LENGTH];
    ByteBuffer in = ByteBuffer.wrap(content);
    boolean intact = in.getLong() == MAGIC && in.getInt(CHECKSUM_AT) == checksum(content);
    int epoch = in.getInt();
    if (!intact || epoch < 0) {
      return new Found(0, "the epoch mark is damaged", false);
    }
    int standing = in.getShort() >>> Byte.SIZE;
    boolean settled = standing == Standing.SETTLED.code();
    Place place = new Place(hash(in), hash(in));
    String other = here().otherThan(place);
    if (other.isEmpty() && !hash(in).equals(birth(file))) {
      other = "restored from a backup, or copied";
    }
    return new Found(epoch,
        !other.isEmpty() ? other : settled ? "" : "an earlier start was in doubt and did not settle it",
        other.isEmpty() && standing == Standing.LEAPT.code());
  }

  @Override
  public void write(int epoch, Standing standing) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(fresh);
    Place place = here();
    try (FileChannel channel = PrivateFiles.open(fresh)) {
      ByteBuffer out = ByteBuffer.wrap(encode(epoch, standing, place, birth(fresh)));
      while (out.hasRemaining()) {
        channel.write(out);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    PrivateFiles.syncFolder(file.toAbsolutePath().getParent());
  }

  static byte[] encode(int epoch, Standing standing, Place place, Bytes birth) {
    ByteBuffer out = ByteBuffer.allocate(LENGTH);
    out.putLong(MAGIC).putInt(epoch).put((byte) standing.code()).put((byte) 0);
    out.put(place.machine().toArray()).put(place.medium().toArray()).put(birth.toArray());
    return out.putInt(checksum(out.array())).array();
  }

  private Place here() throws IOException {
    return Place.of(system, file.toAbsolutePath().getParent());
  }

  private static Bytes birth(Path file) throws IOException {
    // Where a file system keeps no time of birth, Java tells the time of the last change, which anyone can set.
    FileTime changed = Files.getLastModifiedTime(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    FileTime born = Files.readAttributes(file, BasicFileAttributes.class).creationTime();
    Files.setLastModifiedTime(file, changed);
    return born.toMillis() == 0
        ? Place.hash("file", "inode " + Files.getAttribute(file, "unix:ino"))
        : Place.hash("file", "born " + born.to(TimeUnit.NANOSECONDS));
  }

  private static Bytes hash(ByteBuffer in) {
    byte[] hash = new byte[Place.HASH_BYTES];
    in.get(hash);
    return Bytes.copyOf(hash);
  }

  private static int checksum(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, CHECKSUM_AT);
    return (int) crc.getValue();
  }
}
