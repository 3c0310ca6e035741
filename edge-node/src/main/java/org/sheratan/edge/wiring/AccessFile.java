package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.AccessRecord;
import org.sheratan.edge.daemon.Log;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SecureRandomness;

/** The file {@code access}: who may sign in. */
final class AccessFile {
  private AccessFile() {}

  /** A file that cannot be believed keeps everybody out, and no node from starting. */
  static Access open(DataFolder folder, SecureRandomness random, Clock clock) {
    Path file = folder.accessFile();
    try {
      AccessRecord kept = Files.exists(file)
          ? AccessRecord.decode(SecretFile.read(file))
          : AccessRecord.FRESH;
      return new Access(record -> save(folder, record), kept, random, clock);
    } catch (MalformedException broken) {
      return barred(file + ": " + broken.reason(),
          "remove it: the next start shows a setup code for a new password", random, clock);
    } catch (IOException unread) {
      return barred(DataFolder.refusal(file, unread), random, clock);
    } catch (StartRefusal refused) {
      return barred(refused, random, clock);
    }
  }

  /** A node that never came up has no folder yet. */
  private static void save(DataFolder folder, AccessRecord record) throws IOException {
    try {
      DataFolder.create(folder.top());
    } catch (StartRefusal refused) {
      throw new IOException(refused.getMessage(), refused);
    }
    SecretFile.write(folder.accessFile(), record.encode());
  }

  private static Access barred(StartRefusal refused, SecureRandomness random, Clock clock) {
    return barred(refused.getMessage(), refused.fix(), random, clock);
  }

  private static Access barred(String why, String fix, SecureRandomness random, Clock clock) {
    Log.error("access-barred", "why", why, "fix", fix);
    return Access.barred(new Access.Barred(why, fix), random, clock);
  }
}
