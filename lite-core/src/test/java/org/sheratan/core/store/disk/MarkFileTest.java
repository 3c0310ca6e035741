package org.sheratan.core.store.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.store.EpochMark;
import org.sheratan.core.store.EpochMark.Standing;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;

class MarkFileTest {
  private static final Path VECTORS = Path.of(System.getProperty("sheratan.root", ".."),
      "docs/vectors/epoch-mark.txt");
  private static final String COPIED = "restored from a backup, or copied";

  @TempDir
  Path top;
  private Path file;
  private Path system;

  @BeforeEach
  void makeAMachine() throws IOException {
    file = Files.createDirectories(top.resolve("data")).resolve("epoch.mark");
    system = machine("one", "0123456789abcdef");
  }

  private Path machine(String name, String id) throws IOException {
    Path root = top.resolve(name);
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/machine-id"), id + "\n");
    return root;
  }

  private MarkFile mark() {
    return MarkFile.at(file, system, true);
  }

  @Test
  void shouldTellWhatWasWritten() throws IOException {
    mark().write(7, Standing.SETTLED);
    assertEquals(new EpochMark.Found(7, "", false), mark().read());
    mark().write(8, Standing.SETTLED);
    mark().write(9, Standing.SETTLED);
    assertEquals(new EpochMark.Found(9, "", false), mark().read());
    assertEquals(List.of("epoch.mark"), names());
    assertEquals("rw-------",
        java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void shouldDoubtUntilSettled() throws IOException {
    mark().write(7, Standing.DOUBT);
    assertEquals(new EpochMark.Found(7, "an earlier start was in doubt and did not settle it", false),
        mark().read());
  }

  @Test
  void shouldTellALeapApartFromACopyOfOne() throws IOException {
    mark().write(7, Standing.LEAPT);
    assertEquals(new EpochMark.Found(7, "an earlier start was in doubt and did not settle it", true),
        mark().read());
    system = machine("two", "fedcba9876543210");
    assertEquals(new EpochMark.Found(7, "copied or moved from another machine", false), mark().read());
  }

  @Test
  void shouldDoubtOnlyAnIdentityWithoutAMark() throws IOException {
    assertEquals(new EpochMark.Found(0, "", false), MarkFile.at(file, system, false).read());
    assertTrue(mark().read().doubt().contains("no epoch mark"));
  }

  @Test
  void shouldNoticeACopyWhateverTheToolPreserves() throws IOException {
    mark().write(7, Standing.SETTLED);
    Path backup = top.resolve("backup");
    Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES);
    mark().write(8, Standing.SETTLED);
    // Over the present file, as cp does, and in place of it, as rsync and tar do.
    Files.write(file, Files.readAllBytes(backup));
    assertEquals(new EpochMark.Found(7, COPIED, false), mark().read());
    Files.delete(file);
    Files.copy(backup, file, StandardCopyOption.COPY_ATTRIBUTES);
    assertEquals(new EpochMark.Found(7, COPIED, false), mark().read());
  }

  @Test
  void shouldGoAlongWithAMovedFolder() throws IOException {
    mark().write(7, Standing.SETTLED);
    Files.move(file.getParent(), top.resolve("moved"));
    file = top.resolve("moved/epoch.mark");
    assertEquals(new EpochMark.Found(7, "", false), mark().read());
  }

  @Test
  void shouldNoticeAnotherMachine() throws IOException {
    mark().write(7, Standing.SETTLED);
    system = machine("two", "fedcba9876543210");
    assertEquals(new EpochMark.Found(7, "copied or moved from another machine", false), mark().read());
  }

  @Test
  void shouldNotDoubtWhatCannotBeKnown() throws IOException {
    mark().write(7, Standing.SETTLED);
    Files.delete(system.resolve("etc/machine-id"));
    assertEquals("", mark().read().doubt());
    mark().write(8, Standing.SETTLED);
    system = machine("two", "fedcba9876543210");
    assertEquals("", mark().read().doubt());
  }

  @Test
  void shouldNoticeAnotherCard() {
    Place here = new Place(Place.hash("machine", "a"), Place.hash("medium", "card 1"));
    assertEquals("", here.otherThan(here));
    assertEquals("copied or moved from another card or disk",
        here.otherThan(new Place(here.machine(), Place.hash("medium", "card 2"))));
    assertEquals("", here.otherThan(new Place(here.machine(), Place.UNKNOWN)));
  }

  @Test
  void shouldFindTheNumberOfThisMachinesDisk() throws IOException {
    Path block = Files.createDirectories(top.resolve("sys/devices/mmcblk0/mmcblk0p2"));
    Files.createDirectories(block.resolveSibling("device"));
    Files.writeString(block.resolveSibling("device/cid"), "1b534d303030\n");
    Files.createDirectories(top.resolve("sys/dev/block"));
    long number = (Long) Files.getAttribute(top, "unix:dev");
    long major = number >>> 8 & 0xfff;
    long minor = number & 0xff | number >>> 12 & ~0xffL;
    Files.createSymbolicLink(top.resolve("sys/dev/block/" + major + ":" + minor), block);
    assertEquals(Place.hash("medium", "1b534d303030"), Place.of(top, top).medium());
    assertEquals(Place.UNKNOWN, Place.of(top, top).machine());
  }

  @Test
  void shouldTakeAnyDamageForDoubt() throws IOException {
    mark().write(7, Standing.SETTLED);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length * 8; at++) {
      byte[] flipped = whole.clone();
      flipped[at / 8] ^= (byte) (1 << at % 8);
      Files.write(file, flipped);
      assertEquals(new EpochMark.Found(0, "the epoch mark is damaged", false), mark().read(), "bit " + at);
    }
    SeededEntropy entropy = new SeededEntropy(11);
    for (int round = 0; round < 2_000; round++) {
      byte[] noise = new byte[entropy.nextInt(90)];
      for (int index = 0; index < noise.length; index++) {
        noise[index] = (byte) entropy.nextInt(256);
      }
      Files.write(file, noise);
      assertEquals("the epoch mark is damaged", mark().read().doubt());
    }
  }

  @Test
  void shouldMatchThePublishedMark() throws IOException {
    Place place = new Place(Place.hash("machine", "0123456789abcdef"), Place.hash("medium", "1b534d303030"));
    List<String> lines = new ArrayList<>(Files.readAllLines(VECTORS));
    lines.removeIf(line -> line.startsWith("#") || line.isBlank());
    assertEquals(List.of(
        "settled "
            + hex(MarkFile.encode(65_543, Standing.SETTLED, place,
                Place.hash("file", "born 1700000000000000001"))),
        "doubted " + hex(MarkFile.encode(3, Standing.DOUBT, new Place(Place.UNKNOWN, Place.UNKNOWN),
            Place.hash("file", "inode 42"))),
        "leapt " + hex(MarkFile.encode(70_046, Standing.LEAPT, new Place(Place.UNKNOWN, Place.UNKNOWN),
            Place.hash("file", "inode 42")))),
        lines);
  }

  @Test
  void shouldNotTellTheMachineId() {
    assertNotEquals(Place.hash("machine", "a"), Place.hash("medium", "a"));
    assertEquals(Place.HASH_BYTES, Place.hash("machine", "a").length());
  }

  private static String hex(byte[] bytes) {
    return Bytes.copyOf(bytes).toHex();
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(file.getParent())) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }
}
