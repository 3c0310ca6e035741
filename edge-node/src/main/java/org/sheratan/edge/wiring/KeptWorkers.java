package org.sheratan.edge.wiring;

import org.sheratan.edge.relay.KeptJson;
import org.sheratan.edge.relay.WorkerBook;
import org.sheratan.kernel.Clock;

/** Keeps what is known of workers outside from start to start: written once a minute where something changed, and at the end. */
final class KeptWorkers {
  static final long EVERY_MS = 60_000;

  private final WorkerBook workers;
  private final KeptJson file;
  private final Clock clock;

  KeptWorkers(WorkerBook workers, KeptJson file, Clock clock) {
    this.workers = workers;
    this.file = file;
    this.clock = clock;
  }

  void load() {
    file.load(kept -> workers.restore(kept, clock.now().monoMs()));
  }

  void save() {
    file.save(() -> workers.takeChanged(clock.now().monoMs()));
  }
}
