package org.sheratan.core.store.disk;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.store.Index;
import org.sheratan.core.store.MemoryMark;
import org.sheratan.core.store.Opening;
import org.sheratan.core.store.Store;
import org.sheratan.core.store.StoreConfig;
import org.sheratan.kernel.Bytes;

/** Real folders, and children of this test that use them. */
final class DiskFixture {
  private DiskFixture() {}

  static FolderDisk disk(Path folder) {
    FolderOpening opening = FolderDisk.openFolder(folder);
    return opening instanceof FolderOpening.Opened opened ? opened.disk() : fail("did not open: " + opening);
  }

  static Opening.Opened open(FolderDisk disk, Index index, StoreConfig config) {
    Opening opening = Store.open(disk, index, config, length -> Bytes.copyOf(new byte[length]),
        new MemoryMark());
    return opening instanceof Opening.Opened opened ? opened : fail("did not open: " + opening);
  }

  /** A JVM of its own that runs {@code main} with these arguments; small and quick to start. */
  static Process child(Class<?> main, String... arguments) throws IOException {
    return new ProcessBuilder(childCommand(main, arguments)).redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  static List<String> childCommand(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
            System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** What another process sees when it opens the folder. */
  static String childOpens(Path folder) {
    return output(childCommand(Opener.class, folder.toString()));
  }

  static String output(List<String> command) {
    try {
      Process child = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      child.waitFor();
      return said;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      return fail("interrupted", interrupted);
    }
  }

  /** The other process. */
  static final class Opener {
    private Opener() {}

    public static void main(String[] arguments) {
      System.out.println(switch (FolderDisk.openFolder(Path.of(arguments[0]))) {
        case FolderOpening.Opened opened -> "opened";
        case FolderOpening.Locked locked -> "locked by " + locked.pid();
        case FolderOpening.ReadOnly readOnly -> readOnly.message();
        case FolderOpening.Unusable unusable -> unusable.message();
      });
    }
  }
}
