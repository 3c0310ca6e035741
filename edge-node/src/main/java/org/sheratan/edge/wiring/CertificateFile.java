package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.tls.NodeCertificate;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SecureRandomness;

/** The file {@code tls.pem}: the key and certificate shown to other machines. */
final class CertificateFile {
  private static final int SERIAL_BYTES = 16;

  private CertificateFile() {}

  /**
   * What is kept, or a new one where none is, or where that is for other names.
   *
   * @throws StartRefusal when it is there and cannot be used: making another one in silence would look like an attack
   */
  static NodeCertificate readOrMake(Path file, List<String> names, SecureRandomness randomness)
      throws StartRefusal {
    try {
      if (Files.exists(file)) {
        NodeCertificate kept = NodeCertificate.decode(SecretFile.read(file));
        if (kept.isFor(names)) {
          return kept;
        }
      }
      NodeCertificate made = NodeCertificate.make(names, randomness.next(SERIAL_BYTES));
      SecretFile.write(file, made.encode());
      Log.info("certificate", "names", String.join(" ", names), "fingerprint", made.fingerprint().text());
      return made;
    } catch (MalformedException broken) {
      throw new StartRefusal(ExitStatus.FAILURE, file + ": " + broken.reason(), "rm " + file);
    } catch (IOException refused) {
      throw DataFolder.refusal(file, refused);
    }
  }
}
