package org.sheratan.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.dispatch.DispatchLimits;
import org.sheratan.core.dispatch.DispatchParts;
import org.sheratan.core.dispatch.Dispatcher;
import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.dispatch.Verdict;
import org.sheratan.core.gate.GateRules;
import org.sheratan.core.gate.Gates;
import org.sheratan.core.market.Capability;
import org.sheratan.core.market.Post;
import org.sheratan.core.market.WorkerTerms;
import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.core.store.Commit;
import org.sheratan.core.store.Store;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.mesh.engine.MeshEngine;

/**
 * The dispatcher alone, in virtual time, with many jobs waiting: what it costs to choose the next one, to call for bids, and to
 * put it back when nobody has bid.
 */
final class Decisions {
  private static final long STEP_MS = 50;
  private static final int CALLS = 20_000;

  private Decisions() {}

  /** @param folder not yet there */
  static double microseconds(Path folder, int pending) throws Exception {
    Store store = JobsNode.store(Files.createDirectory(folder));
    SeededEntropy entropy = new SeededEntropy(1);
    long nowMs = 1_000;
    MeshEngine mesh = JobsNode.mesh(store, entropy, Now.monotonic(nowMs));
    Post post = new Post(mesh);
    Capability capability = new Capability(mesh,
        new WorkerTerms(List.of(JobsNode.KIND), List.of(), 1, 1, new TreeMap<>(), 1), "bench");
    Dispatcher dispatcher = new Dispatcher(new DispatchParts(post, store, Bytes.EMPTY, ToolCatalog.standard(),
        capability, new Gates(GateRules.DEFAULT, kind -> true),
        DispatchLimits.DEFAULT.with(SubmitLimits.onlyDepth(pending)), entropy, origin -> Optional.empty(),
        new UptimeMeter(store, nowMs), JobObserver.NONE), nowMs);
    for (int number = 0; number < pending; number++) {
      Check.that(
          dispatcher.submit(JobsChild.spec(number), JobsChild.ORIGIN,
              Now.monotonic(nowMs)) instanceof Verdict.Accepted,
          "the dispatcher takes every job");
    }
    commit(store);
    long calls = 0;
    long spentNanos = 0;
    while (calls < 2 * CALLS) {
      nowMs += STEP_MS;
      long began = System.nanoTime();
      dispatcher.poll(nowMs);
      // The first half warms the compiler up.
      spentNanos += calls < CALLS ? 0 : System.nanoTime() - began;
      calls += calls(post);
      commit(store);
    }
    store.close();
    return spentNanos / 1e3 / CALLS;
  }

  private static int calls(Post post) {
    int calls = 0;
    for (var letter = post.nextLocal(); letter.isPresent(); letter = post.nextLocal()) {
      calls += letter.get().message() instanceof WireMessage.Call ? 1 : 0;
    }
    return calls;
  }

  private static void commit(Store store) throws Exception {
    for (var sealed = store.seal(); sealed.isPresent(); sealed = store.seal()) {
      Commit commit = sealed.get();
      commit.run();
      store.committed(commit);
    }
  }
}
