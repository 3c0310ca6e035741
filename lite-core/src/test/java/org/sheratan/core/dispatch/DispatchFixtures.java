package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.gate.Cleared;
import org.sheratan.core.gate.GateRules;
import org.sheratan.core.gate.Gates;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.store.Chore;
import org.sheratan.core.store.Commit;
import org.sheratan.core.store.MemoryIndex;
import org.sheratan.core.store.MemoryMark;
import org.sheratan.core.store.Opening;
import org.sheratan.core.store.Store;
import org.sheratan.core.store.StoreConfig;
import org.sheratan.core.store.StrictDisk;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Priority;

/** A store that is opened again and again, and jobs to put in it. */
final class DispatchFixtures {
  static final String OWNER = "aaaaaaaa";
  private StrictDisk disk = new StrictDisk(new SeededEntropy(1));
  Store store = open();

  /** Commits, crashes, opens again and rebuilds the index. */
  Store restart() throws IOException {
    commit();
    disk = disk.crash();
    store = open();
    for (Optional<Chore> chore = store.chore(); chore.isPresent(); chore = store.chore()) {
      chore.get().run();
      store.choreEnded(chore.get(), true);
    }
    return store;
  }

  void commit() throws IOException {
    Optional<Commit> commit = store.seal();
    if (commit.isPresent()) {
      commit.get().run();
      store.committed(commit.get());
    }
  }

  static Job job(JobId id, Priority priority, long timeoutMs) {
    return Job.accepted(id,
        new JobSpec("quick", Json.Obj.EMPTY, priority, timeoutMs, List.of(), 100, 5, false,
            Optional.empty()),
        JobNotes.NONE, 0);
  }

  /** Past the gates. */
  static Cleared cleared(long timeoutMs) {
    return cleared(job(id(1), Priority.NORMAL, timeoutMs).spec());
  }

  static Cleared cleared(JobSpec spec) {
    return assertInstanceOf(Cleared.class, new Gates(GateRules.DEFAULT, kind -> true).judge(spec,
        new Origin(Origin.Zone.SIMULATION, "")));
  }

  static JobId id(long sequence) {
    return new JobId(OWNER, 1, sequence);
  }

  private Store open() {
    return assertInstanceOf(Opening.Opened.class, Store.open(disk, new MemoryIndex(),
        StoreConfig.DEFAULT.withReserveBytes(0), length -> Bytes.copyOf(new byte[length]),
        new MemoryMark())).store();
  }
}
