package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.AccessRecord;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SecureRandomness;

/** The file {@code access}: who may sign in at the console. */
final class AccessFile {
  private AccessFile() {}

  /** @throws StartRefusal when the file is there and cannot be believed */
  static Access open(DataFolder folder, SecureRandomness random, Clock clock) throws StartRefusal {
    Path file = folder.accessFile();
    DataFolder.create(folder.top());
    try {
      AccessRecord kept = Files.exists(file)
          ? AccessRecord.decode(SecretFile.read(file))
          : AccessRecord.FRESH;
      return new Access(record -> SecretFile.write(file, record.encode()), kept, random, clock);
    } catch (MalformedException broken) {
      throw new StartRefusal(ExitStatus.FAILURE, file + ": " + broken.reason(),
          "remove it: the console then asks for a setup code and a new password");
    } catch (IOException refused) {
      throw DataFolder.refusal(file, refused);
    }
  }
}
