package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

import org.sheratan.edge.daemon.ExitStatus;

/** A short secret in a file that only its owner may read. */
final class SecretFile {
  private static final int MAX_BYTES = 4096;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY = PosixFilePermissions
      .asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<PosixFilePermission> OTHERS = EnumSet.of(PosixFilePermission.GROUP_READ,
      PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  private SecretFile() {}

  /** @throws StartRefusal when others may read or change it, or it is no short text */
  static String read(Path file) throws IOException, StartRefusal {
    Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
    open.retainAll(Files.getPosixFilePermissions(file));
    if (!open.isEmpty()) {
      throw new StartRefusal(ExitStatus.FAILURE, file + " holds a secret, but others may read or change it",
          "chmod 600 " + file);
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new StartRefusal(ExitStatus.FAILURE, file + " is longer than " + MAX_BYTES + " bytes", "");
    }
    return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
  }

  /** Appears whole, private and synced, or not at all. Replaces nothing it does not have to. */
  static void write(Path file, String secret) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel = FileChannel.open(fresh,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        OWNER_ONLY)) {
      ByteBuffer left = ByteBuffer.wrap((secret.strip() + "\n").getBytes(StandardCharsets.US_ASCII));
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    } catch (IOException failed) {
      Files.deleteIfExists(fresh);
      throw failed;
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
