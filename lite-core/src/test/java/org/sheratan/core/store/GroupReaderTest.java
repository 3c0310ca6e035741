package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;

class GroupReaderTest {
  private static final Bytes SALT = Bytes.hex("0001020304050607");
  private static final Checksum CHECKSUM = Checksum.of(FileHeader.SEGMENT, SALT, 1);

  @Test
  void shouldReadGroupsLongerThanItsWindow() throws IOException {
    Bytes file = join(group(1, 10), group(2, 300_000), group(3, 10), group(4, 70_000));
    assertEquals("1 2 3 4", parts(file));
  }

  @Test
  void shouldStepOverDamageLongerThanItsWindow() throws IOException {
    Bytes file = join(group(1, 10), junk(200_000), group(5, 10), junk(3));
    assertEquals("1 [50,200050) 5 [200100,200103)", parts(file));
  }

  @Test
  void shouldTrustAGoodHeaderOverABadBody() throws IOException {
    Bytes inner = group(2, 10);
    byte[] outer = group(1, inner.toArray()).toArray();
    outer[outer.length - 1] ^= 1;
    // The value holds a whole good group, yet nobody looks inside.
    assertEquals("[0,90) 3", parts(join(Bytes.copyOf(outer), group(3, 10))));
  }

  @Test
  void shouldLookEverywhereBehindABadHeader() throws IOException {
    byte[] damaged = group(1, 10).toArray();
    damaged[9] ^= 1;
    assertEquals("[0,50) 2", parts(join(Bytes.copyOf(damaged), group(2, 10))));
  }

  @Test
  void shouldRefuseGroupsOfAnotherFile() throws IOException {
    Checksum other = Checksum.of(FileHeader.SEGMENT, SALT, 99);
    byte[] body = new byte[5];
    Bytes foreign = Bytes.copyOf(GroupHeader.encode(header(2, 1, 5), body, other));
    Bytes snapshot = Bytes
        .copyOf(GroupHeader.encode(header(2, 1, 5), body, Checksum.of(FileHeader.SNAPSHOT, SALT, 1)));
    assertEquals("1 [50,95) 3", parts(join(group(1, 10), foreign, group(3, 10))));
    assertEquals("1 [50,95) 3", parts(join(group(1, 10), snapshot, group(3, 10))));
  }

  @Test
  void shouldRefuseAnotherEpochAndPositionsThatGoBack() throws IOException {
    Bytes otherEpoch = Bytes.copyOf(GroupHeader.encode(header(2, 7, 5), new byte[5], CHECKSUM));
    assertEquals("1 [50,95) 3", parts(join(group(1, 10), otherEpoch, group(3, 10))));
    assertEquals("3 [50,100) 4", parts(join(group(3, 10), group(2, 10), group(4, 10))));
  }

  @Test
  void shouldTakeTheFirstEpochItMeetsWhenItKnowsNone() throws IOException {
    Bytes seventh = Bytes.copyOf(GroupHeader.encode(header(1, 7, 5), new byte[5], CHECKSUM));
    assertEquals("1 [45,95)", parts(join(seventh, group(2, 10)), Optional.empty()));
  }

  @Test
  void shouldReadTheGroupsOfATurnAsOne() throws IOException {
    assertEquals("1 2 3",
        parts(join(group(1, 10), part(2, false, 2), part(2, true, 1), part(2, true, 0), group(3, 10))));
    assertEquals("2 3",
        parts(join(part(2, false, 1), part(2, true, 0), part(3, false, 1), part(3, true, 0))));
  }

  @Test
  void shouldTakeATurnWholeOrNotAtAll() throws IOException {
    assertEquals("1 [50,100) 3", parts(join(group(1, 10), part(2, false, 1), group(3, 10))));
    assertEquals("1 [50,100) 3", parts(join(group(1, 10), part(2, true, 0), group(3, 10))));
    assertEquals("[0,100) 3", parts(join(part(2, false, 2), part(2, true, 0), group(3, 10))));
    assertEquals("[0,100) 4", parts(join(part(2, false, 1), part(3, true, 0), group(4, 10))));
    assertEquals("1 [50,150)", parts(join(group(1, 10), part(2, false, 2), part(2, true, 1))));
    assertEquals("[0,53) 2", parts(join(part(2, false, 1), junk(3), part(2, false, 1), part(2, true, 0))));
  }

  @Test
  void shouldReadAnEmptyFile() throws IOException {
    assertEquals("", parts(Bytes.EMPTY));
  }

  private static String parts(Bytes content) throws IOException {
    return parts(content, Optional.of(1));
  }

  /** Positions of good groups, ranges of bad bytes. */
  private static String parts(Bytes content, Optional<Integer> epoch) throws IOException {
    StrictDisk disk = StoreFixture.disk(1);
    disk.overwrite("file", content);
    List<String> parts = new ArrayList<>();
    try (Disk.DiskFile file = disk.open("file")) {
      GroupReader reader = new GroupReader(file, 0, CHECKSUM, epoch);
      for (var part = reader.next(); part.isPresent(); part = reader.next()) {
        parts.add(switch (part.get()) {
          case GroupReader.Intact intact -> "" + intact.header().position();
          case GroupReader.Broken broken -> "[" + broken.from() + "," + broken.to() + ")";
        });
      }
    }
    return String.join(" ", parts);
  }

  private static GroupHeader header(long position, int epoch, int bodyLength) {
    return new GroupHeader(bodyLength, position, position - 1, epoch, GroupHeader.Kind.CHANGES);
  }

  private static Bytes group(long position, int bodyLength) {
    return group(position, new byte[bodyLength]);
  }

  private static Bytes group(long position, byte[] body) {
    return Bytes.copyOf(GroupHeader.encode(header(position, 1, body.length), body, CHECKSUM));
  }

  /** One of several groups of a turn. */
  private static Bytes part(long position, boolean continues, int more) {
    return Bytes
        .copyOf(GroupHeader.encode(new GroupHeader(10, position, position - 1, 1, GroupHeader.Kind.CHANGES,
            continues, more, 0), new byte[10], CHECKSUM));
  }

  private static Bytes junk(int length) {
    byte[] junk = new byte[length];
    java.util.Arrays.fill(junk, (byte) 0x53);
    return Bytes.copyOf(junk);
  }

  private static Bytes join(Bytes... pieces) {
    ByteWriter out = new ByteWriter();
    for (Bytes piece : pieces) {
      out.bytes(piece);
    }
    return out.toBytes();
  }
}
