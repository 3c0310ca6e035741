package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;

/** One fault at each operation in turn, from the first opening to the last compaction. */
class StoreCrashTest {
  private static final int TURNS = 24;
  private static final int SEEDS = 4;

  /** Sets up a fault {@code nth} operations ahead. */
  private interface Fault {
    void arm(StrictFaults faults, long nth);
  }

  @Test
  void shouldSurvivePowerLossAtEveryOperation() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertTrue(everyOperation(seed, StrictFaults::powerOffAfter) > 200);
    }
  }

  @Test
  void shouldSurviveAKillAtEveryOperation() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertTrue(everyOperation(seed, StrictFaults::powerOffAfter, StrictDisk::kill) > 200);
    }
  }

  @Test
  void shouldSurviveAnErrorAtEveryOperation() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertTrue(everyOperation(seed, StrictFaults::failAfter) > 200);
    }
  }

  @Test
  void shouldSurviveEveryFailedSync() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertTrue(everyOperation(seed, StrictFaults::failSyncAfter) > 20);
    }
  }

  @Test
  void shouldSurviveAFullDiskAtEveryByte() throws IOException {
    assertTrue(everyOperation(1, (faults, nth) -> faults.capacityBytes(nth * 7)) > 200);
  }

  @Test
  void shouldSurvivePowerLossWhileOpeningAfterPowerLoss() throws IOException {
    for (long first = 60; first < 400; first += 17) {
      StrictDisk disk = StoreFixture.disk(first);
      disk.faults().powerOffAfter(first);
      Model model = new Model();
      workload(disk, model, 3);
      for (long nth = 1; nth < 40; nth++) {
        StrictDisk survivor = disk.crash();
        survivor.faults().powerOffAfter(nth);
        workload(survivor, model, 3);
        disk = survivor;
      }
      checkAll(disk.crash(), model, "first crash at " + first);
    }
  }

  /** Returns how many operations the workload has: the fault then no longer happens. */
  private static long everyOperation(long seed, Fault fault) throws IOException {
    return everyOperation(seed, fault, StrictDisk::crash);
  }

  private static long everyOperation(long seed, Fault fault, UnaryOperator<StrictDisk> end)
      throws IOException {
    for (long nth = 1; nth < 20_000; nth++) {
      String where = "seed " + seed + ", fault at " + nth;
      StrictDisk disk = StoreFixture.disk(seed);
      fault.arm(disk.faults(), nth);
      Model model = new Model();
      boolean finished = workload(disk, model, seed);
      disk.faults().capacityBytes(Long.MAX_VALUE);
      checkAll(end.apply(disk), model, where);
      if (finished) {
        return nth;
      }
    }
    throw new IllegalStateException("the workload never ends");
  }

  private static void checkAll(StrictDisk survivor, Model model, String where) throws IOException {
    Opening.Opened opened = StoreFixture.opened(survivor, StoreFixture.SMALL);
    assertEquals(List.of(), opened.report().rot(), where);
    Store store = opened.store();
    model.check(store, where);
    int epoch = store.epoch();
    StoreFixture.runChores(store);
    model.check(store, where + ", after chores");
    store.close();
    Opening.Opened again = StoreFixture.opened(survivor.crash(), StoreFixture.SMALL);
    assertTrue(again.report().clean(), where);
    assertEquals(epoch + 1, again.store().epoch(), where);
    model.check(again.store(), where + ", after closing");
  }

  /** Two runs with turns, commits in ones and twos, and chores. True when no fault came in between. */
  private static boolean workload(StrictDisk disk, Model model, long seed) {
    SeededEntropy entropy = new SeededEntropy(seed);
    boolean finished = true;
    try {
      for (int run = 0; run < 2; run++) {
        if (!(Store.open(disk, new MemoryIndex(), StoreFixture.config(seed),
            StoreFixture.SALT, new MemoryMark()) instanceof Opening.Opened opened)) {
          return false;
        }
        model.check(opened.store(), "run " + run);
        finished &= turns(opened.store(), model, entropy);
        if (run == 1) {
          opened.store().close();
        }
      }
      return finished;
    } catch (IOException fault) {
      return false;
    }
  }

  private static boolean turns(Store store, Model model, SeededEntropy entropy) throws IOException {
    boolean choresDone = true;
    for (int turn = 0; turn < TURNS; turn++) {
      model.turn(store, entropy);
      Commit commit = store.seal().orElseThrow();
      if (turn % 3 == 0) {
        model.turn(store, entropy);
        commit = store.seal().orElseThrow();
      }
      commit.run();
      store.committed(commit);
      model.promise();
      choresDone &= tryChores(store);
    }
    return choresDone;
  }

  /** A failed chore costs nothing: the store goes on. */
  private static boolean tryChores(Store store) throws IOException {
    boolean failed = false;
    for (var chore = store.chore(); chore.isPresent() && !failed; chore = store.chore()) {
      try {
        chore.get().run();
      } catch (IOException fault) {
        failed = true;
      }
      store.choreEnded(chore.get(), !failed);
    }
    return !failed;
  }
}
