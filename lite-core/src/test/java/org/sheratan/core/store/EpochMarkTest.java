package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.kernel.SeededEntropy;

/** What the mark outside the journal is for: no epoch twice, whatever happens to the journal. */
class EpochMarkTest {
  private final MemoryMark mark = new MemoryMark();
  private StrictDisk disk = StoreFixture.disk(1);

  private Opening.Opened open() {
    SeededEntropy entropy = new SeededEntropy(disk.faults().operations());
    return StoreFixture.opened(Store.open(disk, new MemoryIndex(), StoreConfig.DEFAULT,
        length -> Bytes.copyOf(random(entropy, length)), mark));
  }

  private static byte[] random(SeededEntropy entropy, int length) {
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) entropy.nextInt(256);
    }
    return bytes;
  }

  private void start(int times) throws IOException {
    for (int time = 0; time < times; time++) {
      open().store().close();
      disk = disk.kill();
    }
  }

  @Test
  void shouldCountStartsWhileAllIsWell() throws IOException {
    start(3);
    Opening.Opened opened = open();
    assertEquals(4, opened.store().epoch());
    assertEquals("", opened.store().doubt());
    assertEquals(4, mark.read().epoch());
  }

  @Test
  void shouldNeverStartAnewWithAJournalTruncatedToZero() throws IOException {
    start(3);
    for (String name : disk.list()) {
      disk.overwrite(name, Bytes.EMPTY);
    }
    assertInstanceOf(Opening.Failed.class,
        Store.open(disk, new MemoryIndex(), StoreConfig.DEFAULT, StoreFixture.SALT, mark),
        "with the format file empty too, this is no store");
    for (String name : disk.list()) {
      disk.delete(name);
    }
    assertBeyond(3, open());
  }

  @Test
  void shouldNeverReuseTheEpochOfASegmentTruncatedToZero() throws IOException {
    start(3);
    String last = disk.list().getLast();
    disk.overwrite(last, Bytes.EMPTY);
    Opening.Opened opened = open();
    assertEquals("the journal ends in epoch 2, but epoch 3 had begun", opened.store().doubt());
    assertEquals(0, opened.report().cutTailBytes(), "nothing was left to cut");
    assertBeyond(3, opened);
  }

  @Test
  void shouldNeverReuseAnEpochOfAnEarlierImage() throws IOException {
    start(2);
    Medium image = Medium.of(disk);
    start(5);
    disk = image.disk();
    assertBeyond(7, open());
  }

  @Test
  void shouldTakeTwoLivesOfOneImageApart() throws IOException {
    start(2);
    Medium image = Medium.of(disk);
    Set<Integer> epochs = new TreeSet<>();
    for (int life = 0; life < 20; life++) {
      disk = image.disk();
      Opening opening = Store.open(disk, new MemoryIndex(), StoreConfig.DEFAULT, seeded(life), mark.copy());
      assertTrue(epochs.add(StoreFixture.opened(opening).store().epoch()));
    }
  }

  private static SecureRandomness seeded(long seed) {
    SeededEntropy entropy = new SeededEntropy(seed);
    return length -> Bytes.copyOf(random(entropy, length));
  }

  @Test
  void shouldDoubtUntilItIsSettled() throws IOException {
    start(2);
    disk.overwrite(disk.list().getLast(), Bytes.EMPTY);
    Store store = open().store();
    disk = disk.kill();
    Store again = open().store();
    assertEquals("an earlier start was in doubt", again.doubt());
    assertTrue(again.epoch() > store.epoch());
    again.settle();
    assertTrue(again.dirty());
    again.seal().orElseThrow().run();
    disk = disk.kill();
    Store settled = open().store();
    assertEquals("", settled.doubt());
    assertEquals(again.epoch() + 1, settled.epoch());
  }

  @Test
  void shouldLeapOnceHoweverOftenItIsStartedInDoubt() throws IOException {
    start(2);
    disk.overwrite(disk.list().getLast(), Bytes.EMPTY);
    int leapt = open().store().epoch();
    for (int again = 1; again < 50; again++) {
      disk = disk.kill();
      Store store = open().store();
      assertEquals("an earlier start was in doubt", store.doubt(), "until it is settled");
      assertEquals(leapt + again, store.epoch());
    }
  }

  @Test
  void shouldLeapAgainFromALeapThatTheJournalDoesNotKnow() throws IOException {
    start(2);
    Medium image = Medium.of(disk);
    disk.overwrite(disk.list().getLast(), Bytes.EMPTY);
    int leapt = open().store().epoch();
    disk = image.disk();
    assertBeyond(leapt, open());
  }

  @Test
  void shouldLeapOffACopyOfANodeInDoubt() throws IOException {
    start(2);
    disk.overwrite(disk.list().getLast(), Bytes.EMPTY);
    int leapt = open().store().epoch();
    disk = disk.kill();
    Opening.Opened copied = StoreFixture.opened(
        Store.open(disk, new MemoryIndex(), StoreConfig.DEFAULT, StoreFixture.SALT, mark.copy()));
    assertBeyond(leapt, copied);
  }

  @Test
  void shouldDoubtAfterACrashThatFollowedTheCut() throws IOException {
    StoreFixture.commit(open().store(), "a", "1");
    disk = disk.kill();
    String segment = disk.list().getLast();
    Bytes whole = Medium.of(disk).files().get(segment);
    Medium torn = Medium.of(disk).with(segment, whole.slice(0, whole.length() - 1));
    for (long nth = 1; nth < 60; nth++) {
      MemoryMark fresh = new MemoryMark();
      fresh.write(1, EpochMark.Standing.SETTLED);
      StrictDisk attempt = torn.disk();
      attempt.faults().powerOffAfter(nth);
      Opening first = Store.open(attempt, new MemoryIndex(), StoreConfig.DEFAULT, StoreFixture.SALT, fresh);
      Opening.Opened second = StoreFixture.opened(Store.open(attempt.crash(), new MemoryIndex(),
          StoreConfig.DEFAULT, StoreFixture.SALT, fresh));
      assertTrue(!second.store().doubt().isEmpty(), "power off at " + nth + " after " + first);
    }
  }

  @Test
  void shouldBeginANewEpochWhileRunning() throws IOException {
    Store store = open().store();
    StoreFixture.commit(store, "a", "1");
    store.nextEpoch();
    store.put("b", Bytes.utf8("2"));
    assertEquals(2, store.epoch());
    assertEquals(1, mark.read().epoch(), "not before the commit");
    StoreFixture.commit(store);
    assertEquals(2, mark.read().epoch());
    store.leapBeyond(500);
    StoreFixture.commit(store);
    int leaped = store.epoch();
    assertTrue(leaped > 500 + Epochs.LEAP - 1, "epoch " + leaped);
    StoreFixture.commit(store, "c", "3");
    disk = disk.kill();
    Store again = open().store();
    assertEquals(leaped + 1, again.epoch());
    assertEquals("{named a=1, named b=2, named c=3}", StoreFixture.contentOf(again).toString());
  }

  @Test
  void shouldLoseAnUncommittedEpochWithItsRecords() throws IOException {
    Store store = open().store();
    StoreFixture.commit(store, "a", "1");
    store.nextEpoch();
    store.put("a", Bytes.utf8("2"));
    store.seal();
    disk = disk.kill();
    Store again = open().store();
    assertEquals(2, again.epoch());
    assertEquals("", again.doubt());
    assertEquals(Bytes.utf8("1"), again.get("a").orElseThrow());
  }

  @Test
  void shouldStopWhenTheMarkCannotBeWritten() throws IOException {
    EpochMark broken = new EpochMark() {
      @Override
      public Found read() {
        return new Found(0, "", false);
      }

      @Override
      public void write(int epoch, Standing standing) throws IOException {
        throw new IOException("read-only");
      }
    };
    assertInstanceOf(Opening.Failed.class,
        Store.open(disk, new MemoryIndex(), StoreConfig.DEFAULT, StoreFixture.SALT, broken));
  }

  @Test
  void shouldRefuseToStartBeyondTheLastEpoch() throws IOException {
    mark.write(Epochs.MAX, EpochMark.Standing.SETTLED);
    Opening refused = Store.open(disk, new MemoryIndex(), StoreConfig.DEFAULT, StoreFixture.SALT, mark);
    assertTrue(assertInstanceOf(Opening.Failed.class, refused).cause().getMessage().contains("used up"));
    assertEquals(Epochs.MAX, Epochs.beyond(Epochs.MAX - 1, StoreFixture.SALT));
    assertThrows(IOException.class, () -> Epochs.beyond(Epochs.MAX, StoreFixture.SALT));
  }

  private static void assertBeyond(int epoch, Opening.Opened opened) {
    assertTrue(opened.store().epoch() >= epoch + Epochs.LEAP, "epoch " + opened.store().epoch());
    assertTrue(!opened.store().doubt().isEmpty());
    assertEquals(opened.report().doubt(), opened.store().doubt());
  }
}
