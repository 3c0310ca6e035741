package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.radio.secure.Identity;

/** The node's Ed25519 seed as 64 hexadecimal digits. Losing it is becoming another node. */
final class IdentityFile {
  private IdentityFile() {}

  /** Reads {@code file}, or makes a new identity there. */
  static Identity readOrCreate(Path file, SecureRandomness randomness) throws StartRefusal {
    try {
      if (Files.exists(file)) {
        return parse(SecretFile.read(file), file);
      }
      Identity identity = Identity.generate(randomness);
      SecretFile.write(file, identity.seed().toHex());
      return identity;
    } catch (IOException refused) {
      throw DataFolder.refusal(file, refused);
    }
  }

  private static Identity parse(String text, Path file) throws StartRefusal {
    if (!text.matches("[0-9a-f]{" + 2 * Identity.SEED_BYTES + "}")) {
      throw new StartRefusal(ExitStatus.FAILURE, file + ": expected " + 2 * Identity.SEED_BYTES
          + " hexadecimal digits", "restore it from a backup");
    }
    return Identity.fromSeed(Bytes.hex(text));
  }
}
