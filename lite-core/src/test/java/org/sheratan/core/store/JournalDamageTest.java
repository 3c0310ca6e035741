package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SecureRandomness;

/** The end of a journal damaged at every byte offset. */
class JournalDamageTest {
  private static final int RECORDS = 6;

  private Medium medium;
  private String segment;
  /** Where group {@code index} ends: 0 is the start group, then one a record. */
  private final List<Integer> ends = new ArrayList<>();

  @BeforeEach
  void writeSixRecords() throws IOException {
    StrictDisk disk = StoreFixture.disk(1);
    Store store = StoreFixture.opened(disk, config()).store();
    ends.add(length(disk));
    for (int index = 1; index <= RECORDS; index++) {
      store.put("record/" + index, Bytes.utf8("value " + index));
      store.archive("done/" + index, Bytes.utf8("archived"));
      StoreFixture.commit(store);
      ends.add(length(disk));
    }
    medium = Medium.of(disk.kill());
    segment = medium.lastSegment();
  }

  StoreConfig config() {
    return StoreConfig.DEFAULT;
  }

  private static int length(StrictDisk disk) throws IOException {
    Medium now = Medium.of(disk);
    return now.files().get(now.lastSegment()).length();
  }

  @Test
  void shouldCutATruncatedEndAtEveryOffset() throws IOException {
    for (int offset = 0; offset <= end(); offset++) {
      assertPrefix(medium.with(segment, medium.files().get(segment).slice(0, offset)), offset,
          "truncated " + offset);
    }
  }

  @Test
  void shouldCutAZeroedEndAtEveryOffset() throws IOException {
    for (int offset = FileHeader.LENGTH; offset <= end(); offset++) {
      assertPrefix(medium.filled(segment, offset, end(), 0), offset, "zeroed " + offset);
    }
  }

  @Test
  void shouldCutAGarbledEndAtEveryOffset() throws IOException {
    for (int offset = FileHeader.LENGTH; offset <= end(); offset++) {
      assertPrefix(medium.filled(segment, offset, end(), 0xa5), offset, "garbled " + offset);
    }
  }

  @Test
  void shouldCutRandomBytesBehindTheEnd() throws IOException {
    for (int length = 1; length < 200; length++) {
      Bytes longer = medium.files().get(segment).concat(Bytes.copyOf(new byte[length]));
      Opening.Opened opened = assertPrefix(medium.with(segment, longer), end(), "longer by " + length);
      assertEquals(length, opened.report().cutTailBytes());
    }
  }

  @Test
  void shouldReportRotAtEveryOffsetAndKeepEverythingElse() throws IOException {
    for (int bits : new int[]{0x01, 0x80, 0xff}) {
      for (int offset = FileHeader.LENGTH; offset < end(); offset++) {
        assertOneGroupLost(medium.flipped(segment, offset, bits), offset);
      }
    }
  }

  private void assertOneGroupLost(Medium damaged, int offset) throws IOException {
    int group = groupAt(offset);
    String where = "offset " + offset + " in group " + group;
    StrictDisk disk = damaged.disk();
    Opening.Opened opened = StoreFixture.opened(disk);
    TreeMap<String, Bytes> expected = records(RECORDS);
    expected.remove("record/" + group);
    assertEquals(expected, opened.store().under("record/"), where);
    assertFalse(opened.store().doubt().isEmpty(), where);
    if (group == RECORDS) {
      assertEquals(end() - ends.get(RECORDS - 1), opened.report().cutTailBytes(), where);
      assertEquals(List.of(), opened.report().rot(), where);
    } else {
      assertEquals(0, opened.report().cutTailBytes(), where);
      int from = group == 0 ? FileHeader.LENGTH : ends.get(group - 1);
      String quarantine = FileNames.quarantine(segment, from, ends.get(group));
      assertEquals(List.of(new Rot(segment, from, ends.get(group), group + 1, group + 1, quarantine, false)),
          opened.report().rot(), where);
      assertEquals(damaged.files().get(segment), Medium.of(disk).files().get(segment), "never truncated");
      assertEquals(damaged.files().get(segment).slice(from, ends.get(group)),
          Medium.of(disk).files().get(quarantine), where);
    }
    assertTrue(opened.store().epoch() >= 2, where);
    assertEquals(group != RECORDS, opened.store().proven("done/" + RECORDS).isPresent(), where);
    assertReopensTheSame(disk, expected, where);
  }

  @Test
  void shouldReadASegmentWhoseHeaderRotted() throws IOException {
    for (int offset = 0; offset < FileHeader.LENGTH; offset++) {
      StrictDisk disk = medium.flipped(segment, offset, 0x10).disk();
      Opening.Opened opened = StoreFixture.opened(disk);
      assertEquals(records(RECORDS), opened.store().under("record/"), "offset " + offset);
      assertEquals(0, opened.report().rot().getFirst().from());
      assertEquals(1, opened.report().previousEpoch());
      assertEquals(1 + Epochs.LEAP, opened.store().epoch());
      assertReopensTheSame(disk, records(RECORDS), "offset " + offset);
    }
  }

  @Test
  void shouldReadAStoreWhoseFormatFileRottedOrIsGone() throws IOException {
    for (int offset = 0; offset < medium.files().get("format").length(); offset++) {
      assertEquals(records(RECORDS), StoreFixture.opened(medium.flipped("format", offset, 1).disk()).store()
          .under("record/"), "offset " + offset);
    }
    StrictDisk disk = medium.without("format").disk();
    assertEquals(records(RECORDS), StoreFixture.opened(disk).store().under("record/"));
    assertTrue(disk.list().contains("format"), "written anew");
  }

  @Test
  void shouldReportASegmentThatIsGone() throws IOException {
    StrictDisk disk = medium.disk();
    StoreFixture.opened(disk).store();
    StoreFixture.commit(StoreFixture.opened(disk).store(), "last", "1");
    Medium three = Medium.of(disk.kill());
    String middle = three.files().keySet().stream().filter(name -> name.startsWith("journal-")).skip(1)
        .findFirst()
        .orElseThrow();
    Opening.Opened opened = StoreFixture.opened(three.without(middle).disk());
    assertEquals(RECORDS + 1, opened.store().under("").size());
    Rot gap = opened.report().rot().getFirst();
    assertEquals(gap.from(), gap.to());
    assertEquals(RECORDS + 2, gap.firstPosition());
    assertEquals(RECORDS + 2, gap.lastPosition());
  }

  @Test
  void shouldNotTakeAValueForAGroup() throws IOException {
    StrictDisk disk = StoreFixture.disk(2);
    SecureRandomness otherSalt = length -> Bytes.hex("0123456789abcdef");
    Store store = StoreFixture
        .opened(Store.open(disk, new MemoryIndex(), StoreConfig.DEFAULT, otherSalt, new MemoryMark()))
        .store();
    store.put("trap", medium.files().get(segment));
    StoreFixture.commit(store);
    StoreFixture.commit(store, "after", "1");
    Medium trapped = Medium.of(disk.kill());
    // With its header damaged, the reader must look for the next group inside the value.
    StrictDisk damaged = trapped.flipped(trapped.lastSegment(), ends.getFirst(), 1).disk();
    assertEquals(Map.of("after", Bytes.utf8("1")), StoreFixture.opened(damaged).store().under(""));
  }

  private Opening.Opened assertPrefix(Medium damaged, int intactTo, String where) throws IOException {
    int groups = (int) ends.stream().filter(end -> end <= intactTo).count();
    StrictDisk disk = damaged.disk();
    Opening.Opened opened = StoreFixture.opened(disk);
    TreeMap<String, Bytes> expected = records(groups - 1);
    assertEquals(expected, opened.store().under("record/"), where);
    assertEquals(List.of(), opened.report().rot(), where);
    boolean atBoundary = intactTo == 0 || intactTo == FileHeader.LENGTH || ends.contains(intactTo);
    int length = damaged.files().get(segment).length();
    assertEquals(length > intactTo || !atBoundary, opened.report().cutTailBytes() > 0, where);
    assertReopensTheSame(disk, expected, where);
    return opened;
  }

  private static void assertReopensTheSame(StrictDisk disk, TreeMap<String, Bytes> expected, String where)
      throws IOException {
    Opening.Opened again = StoreFixture.opened(disk.crash());
    assertEquals(expected, again.store().under("record/"), where);
    assertEquals("", again.store().doubt(), where + ": told once");
    StoreFixture.runChores(again.store());
    again.store().close();
  }

  private int end() {
    return ends.getLast();
  }

  private int groupAt(int offset) {
    return (int) ends.stream().filter(end -> end <= offset).count();
  }

  private static TreeMap<String, Bytes> records(int count) {
    TreeMap<String, Bytes> records = new TreeMap<>();
    for (int index = 1; index <= count; index++) {
      records.put("record/" + index, Bytes.utf8("value " + index));
    }
    return records;
  }
}
