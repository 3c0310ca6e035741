package org.sheratan.radio.link.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.MeterStore.Loaded;

class MeterFolderTest {
  private static final Bytes RECORD = Bytes.utf8("record");

  @TempDir
  Path folder;

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  @Test
  void shouldGiveBackWhatWasSaved() throws IOException {
    try (MeterFolder meters = new MeterFolder(folder.resolve("new/deep"))) {
      assertEquals(new Loaded.Nothing(), meters.load("rnode:../../etc/passwd"));
      assertTrue(meters.save("rnode:../../etc/passwd", RECORD));
      assertEquals(new Loaded.Saved(RECORD), meters.load("rnode:../../etc/passwd"));
      assertEquals(new Loaded.Nothing(), meters.load("another"));
    }
    try (MeterFolder later = new MeterFolder(folder.resolve("new/deep"))) {
      assertEquals(new Loaded.Saved(RECORD), later.load("rnode:../../etc/passwd"));
    }
  }

  @Test
  void shouldShareItsFilesWithTheGroupThatMayWriteToTheFolder() throws IOException {
    for (String mode : List.of("rwxrwx---", "rwxr-x---")) {
      Path place = Files.createDirectory(folder.resolve(mode));
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(mode));
      try (MeterFolder meters = new MeterFolder(place)) {
        assertEquals(new Loaded.Nothing(), meters.load("t"));
        assertTrue(meters.save("t", RECORD) && meters.save("t", RECORD));
      }
      boolean open = mode.equals("rwxrwx---");
      try (Stream<Path> all = Files.list(place)) {
        for (Path file : all.toList()) {
          assertEquals(open, Files.getPosixFilePermissions(file).contains(PosixFilePermission.GROUP_WRITE),
              file::toString);
        }
      }
    }
  }

  @Test
  void shouldNotShareATransmitter() throws IOException {
    MeterFolder one = new MeterFolder(folder);
    try (MeterFolder other = new MeterFolder(folder)) {
      assertTrue(one.load("t") instanceof Loaded.Nothing);
      Loaded.Taken taken = assertInstanceOf(Loaded.Taken.class, other.load("t"));
      assertTrue(taken.why().startsWith("another program"), taken::why);
      assertFalse(other.save("t", RECORD));
      assertTrue(one.save("t", RECORD));
      one.close();
      assertFalse(other.save("t", Bytes.utf8("without it")), "that would lose what the first one sent");
      assertEquals(new Loaded.Saved(RECORD), other.load("t"));
      assertTrue(other.save("t", RECORD));
    }
    try (MeterFolder after = new MeterFolder(folder)) {
      assertEquals(new Loaded.Saved(RECORD), after.load("t"));
    }
  }

  /** Whoever removed the record had another hour of airtime. */
  @Test
  void shouldTellARemovedRecordFromOneThatNeverWas() throws IOException {
    try (MeterFolder first = new MeterFolder(folder)) {
      assertEquals(new Loaded.Nothing(), first.load("t"));
    }
    try (MeterFolder again = new MeterFolder(folder)) {
      assertEquals(new Loaded.Nothing(), again.load("t"), "nothing was sent yet");
      assertTrue(again.save("t", RECORD));
    }
    for (Path record : files("")) {
      if (!record.toString().endsWith(".lock")) {
        Files.delete(record);
      }
    }
    try (MeterFolder later = new MeterFolder(folder)) {
      Loaded.Unreadable gone = assertInstanceOf(Loaded.Unreadable.class, later.load("t"));
      assertTrue(gone.why().endsWith("is gone, and there was one"), gone::why);
    }
  }

  @Test
  void shouldSayWhatItCannotRead() throws IOException {
    try (MeterFolder meters = new MeterFolder(folder)) {
      meters.save("t", RECORD);
      Path file = files(".next").isEmpty() ? recordFile() : files(".next").getFirst();
      Files.write(file, new byte[65 * 1024]);
      assertInstanceOf(Loaded.Unreadable.class, meters.load("t"));
      Files.delete(file);
      Files.createDirectory(file);
      assertInstanceOf(Loaded.Unreadable.class, meters.load("t"));
      assertFalse(meters.save("t", RECORD));
    }
  }

  private Path recordFile() throws IOException {
    return files("").stream().filter(file -> !file.toString().endsWith(".lock")).findFirst().orElseThrow();
  }

  @Test
  void shouldRefuseToSaveWhereNothingCanBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("no-folder"), "a file");
    try (MeterFolder meters = new MeterFolder(file)) {
      assertInstanceOf(Loaded.Unreadable.class, meters.load("t"));
      assertFalse(meters.save("t", RECORD));
    }
  }

  /** As on Windows: no modes, and no folder can be opened to sync it. */
  @Test
  void shouldKeepRecordsWhereThereAreNoModes() throws IOException {
    try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
        MeterFolder meters = new MeterFolder(windows.getPath("C:\\airtime"))) {
      assertEquals(new Loaded.Nothing(), meters.load("rnode"));
      assertTrue(meters.save("rnode", RECORD));
      assertTrue(meters.save("rnode", RECORD));
      assertEquals(new Loaded.Saved(RECORD), meters.load("rnode"));
    }
  }
}
