package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

class StoreTest {
  private final StrictDisk disk = StoreFixture.disk(1);

  @Test
  void shouldStartFreshWithEpochOne() {
    Opening.Opened opened = StoreFixture.opened(disk);
    assertTrue(opened.report().fresh());
    assertEquals(1, opened.store().epoch());
    assertEquals("", opened.store().doubt());
    assertEquals(0, opened.report().previousEpoch());
  }

  @Test
  void shouldFindCommittedRecordsAfterPowerLoss() throws IOException {
    Store store = StoreFixture.opened(disk).store();
    StoreFixture.commit(store, "a", "1");
    StoreFixture.commit(store, "b", "2");
    store.remove("a");
    StoreFixture.commit(store);
    Opening.Opened again = StoreFixture.opened(disk.crash());
    assertEquals(Map.of("b", Bytes.utf8("2")), again.store().under(""));
    assertEquals(2, again.store().epoch());
    assertEquals(1, again.report().previousEpoch());
    assertFalse(again.report().clean());
    assertEquals("", again.report().doubt());
  }

  @Test
  void shouldReportACleanClose() throws IOException {
    Store store = StoreFixture.opened(disk).store();
    StoreFixture.commit(store, "a", "1");
    store.close();
    assertTrue(StoreFixture.opened(disk.crash()).report().clean());
  }

  @Test
  void shouldSealOneGroupATurnAndNothingWhenNothingChanged() throws IOException {
    Store store = StoreFixture.opened(disk).store();
    assertTrue(store.seal().isEmpty());
    store.put("a", Bytes.utf8("1"));
    store.put("b", Bytes.utf8("2"));
    Commit commit = store.seal().orElseThrow();
    assertEquals(commit.position(), store.sealedPosition());
    assertEquals(commit.position() - 1, store.committedPosition());
    commit.run();
    store.committed(commit);
    assertEquals(commit.position(), store.committedPosition());
    assertTrue(store.seal().isEmpty());
  }

  @Test
  void shouldKeepATurnLargerThanOneGroup() throws IOException {
    Store store = StoreFixture.opened(disk).store();
    store.put("before", Bytes.utf8("1"));
    StoreFixture.commit(store);
    for (int index = 0; index < 10; index++) {
      store.put("large/" + index, large(index));
      store.archive("large/" + index, large(index));
    }
    store.remove("before");
    long syncs = disk.faults().syncs();
    StoreFixture.commit(store);
    assertTrue(disk.faults().syncs() <= syncs + 1, "all of it with one sync");
    StoreFixture.commit(store, "after", "1");
    Store again = StoreFixture.opened(disk.crash()).store();
    assertEquals(11, again.under("").size());
    StoreFixture.runChores(again);
    for (int index = 0; index < 10; index++) {
      assertEquals(Optional.of(large(index)), again.get("large/" + index));
      assertEquals(Optional.of(large(index)), again.proven("large/" + index));
    }
  }

  private static Bytes large(int seed) {
    byte[] value = new byte[Limits.VALUE_BYTES];
    java.util.Arrays.fill(value, (byte) seed);
    return Bytes.copyOf(value);
  }

  @Test
  void shouldNotJournalWhatIsDurableAlready() throws IOException {
    Store store = StoreFixture.opened(disk).store();
    StoreFixture.commit(store, "a", "1");
    store.put("a", Bytes.utf8("1"));
    store.remove("never there");
    assertTrue(store.seal().isEmpty());
  }

  @Test
  void shouldJournalAnEqualValueWhileTheFirstIsNotDurable() {
    Store store = StoreFixture.opened(disk).store();
    store.put("a", Bytes.utf8("1"));
    assertTrue(store.seal().isPresent());
    store.put("a", Bytes.utf8("1"));
    assertTrue(store.seal().isPresent(), "its turn must wait for the disk as well");
  }

  @Test
  void shouldWriteSeveralWaitingCommitsWithOneSync() throws IOException {
    Store store = StoreFixture.opened(disk).store();
    store.put("a", Bytes.utf8("1"));
    Commit first = store.seal().orElseThrow();
    store.put("b", Bytes.utf8("2"));
    Commit second = store.seal().orElseThrow();
    long before = disk.faults().syncs();
    first.run();
    second.run();
    assertEquals(before + 1, disk.faults().syncs());
    store.committed(first);
    store.committed(second);
    assertEquals(2, StoreFixture.opened(disk.crash()).store().under("").size());
  }

  @Test
  void shouldReadArchivedRecordsInEveryState() throws IOException {
    Store store = StoreFixture.opened(disk).store();
    store.archive("job/1", Bytes.utf8("one"));
    store.archive("job/2", Bytes.utf8("two"));
    assertEquals(Optional.of(Bytes.utf8("one")), store.archived("job/1"));
    StoreFixture.commit(store);
    store.archive("job/3", Bytes.utf8("three"));
    store.forget("job/1");
    List<String> expected = List.of("job/2", "job/3");
    assertEquals(expected, names(store.scan("job/", "", 10)));
    StoreFixture.commit(store);
    assertEquals(expected, names(store.scan("job/", "", 10)));
    Store again = StoreFixture.opened(disk.crash()).store();
    assertTrue(again.indexInDoubt());
    assertEquals(expected, names(again.scan("job/", "", 10)));
    assertEquals(Optional.of(Bytes.utf8("three")), again.proven("job/3"));
    assertEquals(Optional.empty(), again.proven("job/1"));
    StoreFixture.runChores(again);
    assertFalse(again.indexInDoubt());
    assertEquals(expected, names(again.scan("job/", "", 10)));
    assertEquals(List.of("job/3"), names(again.scanBack("job/", "", 1)));
    assertEquals(List.of("job/2"), names(again.scanBack("job/", "job/3", 1)));
    assertEquals(List.of("job/3"), names(again.scan("job/", "job/2", 1)));
    assertTrue(again.under("").isEmpty(), "archived records are not named ones");
  }

  @Test
  void shouldCompactAndKeepEverything() throws IOException {
    Store store = StoreFixture.opened(disk, StoreFixture.SMALL).store();
    for (int index = 0; index < 200; index++) {
      store.put("counter", Bytes.utf8("" + index));
      store.archive("job/" + index, Bytes.utf8("done " + index));
      if (index % 3 == 0) {
        store.forget("job/" + index / 2);
      }
      StoreFixture.commit(store);
      StoreFixture.runChores(store);
    }
    var before = StoreFixture.contentOf(store);
    assertTrue(disk.list().stream().anyMatch(name -> name.startsWith("snapshot-")));
    assertTrue(disk.list().size() < 10, () -> "old segments are deleted");
    Opening.Opened again = StoreFixture.opened(disk.crash(), StoreFixture.SMALL);
    assertEquals(List.of(), again.report().rot());
    assertEquals(before, StoreFixture.contentOf(again.store()));
    StoreFixture.runChores(again.store());
    assertEquals(before, StoreFixture.contentOf(again.store()));
    assertEquals(Optional.of(Bytes.utf8("done 199")), again.store().proven("job/199"));
  }

  private static List<String> names(List<Map.Entry<String, Bytes>> entries) {
    return entries.stream().map(Map.Entry::getKey).toList();
  }
}
