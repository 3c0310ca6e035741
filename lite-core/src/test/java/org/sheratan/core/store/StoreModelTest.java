package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;

/** Random turns, commits, chores in steps, faults, crashes and clean restarts, against a model. */
class StoreModelTest {
  private static final int STEPS = 400;

  @Test
  void canLiveThroughRandomFaults() throws IOException {
    for (long seed = 0; seed < 150; seed++) {
      new Life(seed).live();
    }
  }

  @Test
  @Tag("campaign")
  void canLiveThroughRandomFaultsForLong() throws IOException {
    for (long seed = 1000; seed < 21_000; seed++) {
      new Life(seed).live();
    }
  }

  /** One seed. */
  private static final class Life {
    private final long seed;
    private final SeededEntropy entropy;
    private final Model model = new Model();
    private final ArrayDeque<Commit> sealed = new ArrayDeque<>();
    private StrictDisk disk;
    private Store store;
    private Optional<Chore> chore = Optional.empty();
    private int epoch;

    Life(long seed) {
      this.seed = seed;
      this.entropy = new SeededEntropy(seed);
      this.disk = new StrictDisk(entropy.fork("disk"));
    }

    void live() throws IOException {
      open();
      for (int step = 0; step < STEPS; step++) {
        try {
          act();
        } catch (IOException fault) {
          restart(entropy.chance(0.7) ? disk.crash() : disk.kill());
        }
      }
    }

    private void act() throws IOException {
      switch (entropy.nextInt(24)) {
        case 0 -> restart(disk.crash());
        case 1 -> restart(disk.kill());
        case 2 -> close();
        case 3 -> arm(disk.faults(), 1 + entropy.nextInt(30));
        case 4, 5, 6, 7 -> stepChore();
        case 8, 9, 10, 11 -> commitAll();
        case 12 -> assertEquals(model.now(), StoreFixture.contentOf(store), () -> "seed " + seed);
        default -> {
          model.turn(store, entropy);
          sealed.add(store.seal().orElseThrow());
        }
      }
    }

    private void arm(StrictFaults faults, int nth) {
      switch (entropy.nextInt(3)) {
        case 0 -> faults.failAfter(nth);
        case 1 -> faults.failSyncAfter(nth);
        default -> faults.powerOffAfter(nth);
      }
    }

    private void commitAll() throws IOException {
      boolean any = !sealed.isEmpty();
      while (!sealed.isEmpty()) {
        sealed.peek().run();
        store.committed(sealed.poll());
      }
      if (any) {
        model.promise();
      }
    }

    private void stepChore() throws IOException {
      if (chore.isEmpty()) {
        chore = store.chore();
      }
      if (chore.isPresent()) {
        Chore running = chore.get();
        try {
          if (running.step()) {
            ended(running, true);
          }
        } catch (IOException fault) {
          ended(running, false);
        }
      }
    }

    private void ended(Chore running, boolean done) {
      store.choreEnded(running, done);
      chore = Optional.empty();
    }

    private void close() throws IOException {
      commitAll();
      store.close();
      Opening.Report report = restart(disk.crash());
      assertTrue(report.clean(), () -> "seed " + seed);
    }

    private Opening.Report restart(StrictDisk next) throws IOException {
      disk = next;
      return open();
    }

    private Opening.Report open() throws IOException {
      sealed.clear();
      chore = Optional.empty();
      Opening.Opened opened = StoreFixture.opened(disk, StoreFixture.config(seed));
      store = opened.store();
      assertEquals(java.util.List.of(), opened.report().rot(), () -> "seed " + seed);
      assertTrue(store.epoch() > epoch, () -> "seed " + seed);
      epoch = store.epoch();
      model.check(store, "seed " + seed);
      return opened.report();
    }
  }
}
