package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

/** Random and mutated bytes into everything that reads the disk. */
class ParserFuzzTest {
  private static final int INPUTS = Integer.getInteger("sheratan.fuzz", 1_000_000);
  private static final Bytes SALT = Bytes.hex("0001020304050607");
  private static final FileHeader HEADER = new FileHeader(FileHeader.SEGMENT, 1, 1, 1, SALT);
  private static final List<Change> CHANGES = List.of(
      new Change(Change.Kind.PUT, "a/name", Bytes.utf8("a value")),
      new Change(Change.Kind.FORGET, "b", Bytes.EMPTY), new Change(Change.Kind.ARCHIVE, "c", Bytes.EMPTY));

  private final SeededEntropy entropy = new SeededEntropy(20261121);

  @Test
  void shouldAnswerAnyChangesWithChangesOrMalformed() {
    Bytes valid = body(CHANGES);
    int decoded = 0;
    for (int input = 0; input < INPUTS; input++) {
      Bytes bytes = mutated(valid);
      try {
        List<Changes.Placed> changes = Changes.decode(bytes, 0);
        decoded++;
        assertEquals(bytes, body(changes.stream().map(Changes.Placed::change).toList()),
            "only one form of everything");
      } catch (MalformedException refused) {
        assertTrue(refused.offset() <= bytes.length());
      }
    }
    assertTrue(decoded > 0);
  }

  @Test
  void shouldAnswerAnyHeaderWithAHeaderOrNothing() {
    Bytes segment = HEADER.encode();
    Bytes format = new Format(1, SALT).encode();
    for (int input = 0; input < INPUTS; input++) {
      Bytes bytes = mutated(segment);
      FileHeader.decode(bytes, FileHeader.SEGMENT).ifPresent(header -> assertEquals(segment, bytes));
      Bytes other = mutated(format);
      Format.decode(other).ifPresent(found -> assertEquals(format, other));
    }
  }

  @Test
  void shouldNeverTakeADamagedGroupForAnother() throws IOException {
    readDamagedGroups(INPUTS / 20);
  }

  @Test
  @Tag("campaign")
  void shouldNeverTakeADamagedGroupForAnotherInAMillion() throws IOException {
    readDamagedGroups(INPUTS);
  }

  private void readDamagedGroups(int inputs) throws IOException {
    Checksum checksum = HEADER.checksum();
    Bytes valid = turn(1, checksum).concat(turn(2, checksum));
    StrictDisk disk = StoreFixture.disk(1);
    for (int input = 0; input < inputs; input++) {
      disk.overwrite("file", mutated(valid));
      assertGroupsOf(valid, disk, checksum);
    }
  }

  private static Bytes body(List<Change> changes) {
    return Changes.encode(changes, Limits.GROUP_BODY_BYTES).getFirst();
  }

  /** In two groups. */
  private static Bytes turn(long position, Checksum checksum) {
    byte[] body = body(CHANGES).toArray();
    GroupHeader first = new GroupHeader(body.length, position, position - 1, 1, GroupHeader.Kind.CHANGES,
        false, 1, 0);
    GroupHeader second = new GroupHeader(body.length, position, position - 1, 1, GroupHeader.Kind.CHANGES,
        true, 0, 0);
    return Bytes.copyOf(GroupHeader.encode(first, body, checksum))
        .concat(Bytes.copyOf(GroupHeader.encode(second, body, checksum)));
  }

  /** Parts lie side by side from first to last byte, and every good one is one of the two that were written. */
  private static void assertGroupsOf(Bytes valid, StrictDisk disk, Checksum checksum) throws IOException {
    try (Disk.DiskFile file = disk.open("file")) {
      GroupReader reader = new GroupReader(file, 0, checksum, Optional.of(1));
      long at = 0;
      for (var part = reader.next(); part.isPresent(); part = reader.next()) {
        assertEquals(at, part.get().from());
        assertTrue(part.get().to() > at);
        at = part.get().to();
        if (part.get() instanceof GroupReader.Intact intact) {
          int index = (int) intact.header().position() - 1;
          int length = valid.length() / 2;
          assertEquals(valid.slice(index * length, index * length + length),
              file.read(intact.from(), (int) (intact.to() - intact.from())));
        }
      }
      assertEquals(file.length(), at);
    }
  }

  private Bytes mutated(Bytes valid) {
    byte[] bytes = entropy.chance(0.2) ? new byte[entropy.nextInt(100)] : valid.toArray();
    if (bytes.length != valid.length()) {
      for (int index = 0; index < bytes.length; index++) {
        bytes[index] = (byte) entropy.nextLong();
      }
      return Bytes.copyOf(bytes);
    }
    for (int change = entropy.nextInt(3); change >= 0; change--) {
      bytes[entropy.nextInt(bytes.length)] = (byte) entropy.nextLong();
    }
    int length = entropy.chance(0.8) ? bytes.length : entropy.nextInt(bytes.length + 1);
    return Bytes.copyOf(bytes, 0, length);
  }
}
