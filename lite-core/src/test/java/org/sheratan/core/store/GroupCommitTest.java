package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

/** Many threads in {@code Commit.run}: one leads, the others find their group done. */
class GroupCommitTest {
  private static final int THREADS = 32;

  private final StrictDisk strict = StoreFixture.disk(1);
  private final GatedDisk disk = new GatedDisk(strict);
  private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
  private final Store store = StoreFixture.opened(disk).store();

  @AfterEach
  void stop() {
    executor.shutdown();
  }

  @Test
  void shouldWriteAllThatWaitedWithTheNextSync() throws Exception {
    disk.closeGate();
    Future<?> leader = run(seal(0));
    disk.awaitSync();
    List<Future<?>> followers = new ArrayList<>();
    for (int index = 1; index < THREADS; index++) {
      followers.add(run(seal(index)));
    }
    long before = strict.faults().syncs();
    disk.letOneThrough();
    leader.get();
    disk.awaitSync();
    disk.letOneThrough();
    for (Future<?> follower : followers) {
      follower.get();
    }
    assertEquals(before + 2, strict.faults().syncs(), "one for the first, one for all others");
    assertEquals(THREADS, StoreFixture.opened(strict.crash()).store().under("record/").size());
  }

  @Test
  void shouldNotReturnBeforeTheSync() throws Exception {
    disk.closeGate();
    Future<?> leader = run(seal(0));
    disk.awaitSync();
    Commit second = seal(1);
    Future<?> follower = run(second);
    assertFalse(leader.isDone());
    assertFalse(follower.isDone());
    assertTrue(StoreFixture.opened(strict.kill()).store().under("record/").size() <= 1);
    disk.letOneThrough();
    disk.letOneThrough();
    assertThrows(ExecutionException.class, leader::get, "that disk is gone");
  }

  @Test
  void shouldTellEveryoneThatWaitedOfAFailure() throws Exception {
    disk.closeGate();
    Future<?> leader = run(seal(0));
    disk.awaitSync();
    List<Future<?>> others = new ArrayList<>();
    for (int index = 1; index < THREADS; index++) {
      others.add(run(seal(index)));
    }
    strict.faults().failSyncAfter(1);
    disk.letOneThrough();
    others.add(leader);
    for (Future<?> each : others) {
      ExecutionException failed = assertThrows(ExecutionException.class, each::get);
      assertInstanceOf(IOException.class, failed.getCause());
    }
    assertTrue(store.failed().isPresent());
  }

  @Test
  void shouldRunCommitsInAnyOrder() throws Exception {
    List<Commit> commits = new ArrayList<>();
    for (int index = 0; index < 10; index++) {
      commits.add(seal(index));
    }
    for (Commit commit : commits.reversed()) {
      commit.run();
    }
    assertEquals(10, StoreFixture.opened(strict.crash()).store().under("record/").size());
  }

  @Test
  void shouldSplitWhatIsTooMuchForOneWrite() throws Exception {
    StoreConfig narrow = new StoreConfig(4096, 1 << 20, 0, 1024);
    StrictDisk other = StoreFixture.disk(2);
    Store narrowStore = StoreFixture.opened(other, narrow).store();
    Commit last = null;
    for (int index = 0; index < 20; index++) {
      narrowStore.put("record/" + index, Bytes.copyOf(new byte[300]));
      last = narrowStore.seal().orElseThrow();
    }
    narrowStore.put("big", Bytes.copyOf(new byte[50_000]));
    Commit big = narrowStore.seal().orElseThrow();
    long before = other.faults().syncs();
    last.run();
    assertTrue(other.faults().syncs() - before >= 7, "three records fit in one write");
    big.run();
    Store again = StoreFixture.opened(other.crash(), narrow).store();
    assertEquals(21, again.under("").size());
  }

  @Test
  void shouldKeepWorkingWhileChoresRunBesideCommits() throws Exception {
    StrictDisk other = StoreFixture.disk(3);
    Store busy = StoreFixture.opened(other, StoreFixture.SMALL).store();
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      int own = thread;
      running.add(executor.submit(() -> commitMany(busy, own)));
    }
    for (Future<?> each : running) {
      each.get();
    }
    assertEquals(8, busy.under("latest/").size());
    Store again = StoreFixture.opened(other.crash(), StoreFixture.SMALL).store();
    assertEquals(8 * 60, again.scan("done/", "", 1000).size());
    for (int thread = 0; thread < 8; thread++) {
      assertEquals("59", again.get("latest/" + thread).orElseThrow().toUtf8());
    }
    assertEquals(List.of(), again.rot());
  }

  /** Whoever finds a chore due runs it, while the others go on committing and reading. */
  private static Object commitMany(Store busy, int thread) throws IOException {
    for (int turn = 0; turn < 60; turn++) {
      Commit commit;
      synchronized (busy) {
        busy.put("latest/" + thread, Bytes.utf8("" + turn));
        busy.archive("done/" + thread + "/" + turn, Bytes.utf8("x".repeat(40)));
        commit = busy.seal().orElseThrow();
      }
      commit.run();
      Chore due;
      synchronized (busy) {
        busy.committed(commit);
        assertTrue(busy.archived("done/" + thread + "/" + turn / 2).isPresent());
        assertTrue(busy.proven("done/" + thread + "/" + turn / 2).isPresent());
        due = busy.chore().orElse(null);
      }
      if (due != null) {
        due.run();
        synchronized (busy) {
          busy.choreEnded(due, true);
        }
      }
    }
    return null;
  }

  private Commit seal(int index) {
    synchronized (store) {
      store.put("record/" + index, Bytes.utf8("" + index));
      return store.seal().orElseThrow();
    }
  }

  private Future<?> run(Commit commit) {
    return executor.submit(() -> {
      commit.run();
      return null;
    });
  }
}
