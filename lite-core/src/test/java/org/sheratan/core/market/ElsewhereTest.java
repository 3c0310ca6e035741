package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolKind;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.wire.DeclineReason;
import org.sheratan.core.wire.WireMessage.Award;
import org.sheratan.core.wire.WireMessage.Bid;
import org.sheratan.core.wire.WireMessage.Call;
import org.sheratan.core.wire.WireMessage.Decline;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Priority;

/** Jobs that somebody else does, who may never come. */
class ElsewhereTest {
  private static final NodeId OWNER = MarketFixtures.OWNER.id();
  private static final int MAX_ELSEWHERE = 16;

  private final QuietMesh mesh = new QuietMesh(MarketFixtures.WORKER.id());
  private final List<ToolOrder> starts = new ArrayList<>();
  private Worker worker;

  @BeforeEach
  void begin() {
    mesh.expectedMs.put(OWNER, 10L);
    WorkerTerms terms = new WorkerTerms(List.of("hash", "count"), List.of(), 1, 1, new TreeMap<>(), 10);
    ToolCatalog tools = new ToolCatalog(List.of(ToolKind.free("hash", "Hashes.", true, "byte"),
        ToolKind.free("count", "Counts.", false, "run").doneElsewhere()));
    Hands hands = new Hands() {
      @Override
      public void start(ToolOrder order) {
        starts.add(order);
      }

      @Override
      public void stop(ToolOrder order) {
        starts.remove(order);
      }
    };
    worker = new Worker(new Post(mesh), terms, tools,
        new ReceiptWriter(MarketFixtures.WORKER, Bytes.utf8("net"), () -> 1), new MemoryDurable(),
        new SeededEntropy(1), hands, JobObserver.NONE);
  }

  private void call(String kind, int job) {
    worker.onCall(OWNER, new Call(MarketFixtures.job(job), 1, kind, 100, List.of(), 60_000, Long.MAX_VALUE,
        65_536, Priority.NORMAL), 5, 100);
  }

  private void have(String kind, int job) {
    call(kind, job);
    assertInstanceOf(Bid.class, mesh.take().getFirst().message());
    worker.onAward(OWNER, new Award(MarketFixtures.job(job), 1, 1, kind, Json.Obj.EMPTY, 6_000, 10, 65_536,
        Priority.NORMAL), 6, 100);
    mesh.take();
  }

  private void run(String kind, int job) {
    have(kind, job);
    assertEquals(MarketFixtures.job(job), starts.getLast().job());
    worker.mayStart(starts.getLast(), 100);
  }

  /** With four places, four jobs that no worker outside took held them for as long as they might last. */
  @Test
  void shouldLeavePlacesToOtherToolsWhileNobodyComes() {
    for (int job = 1; job <= MAX_ELSEWHERE; job++) {
      run("count", job);
    }
    assertEquals(0, worker.loadPercent());
    run("hash", 100);
    assertEquals(100, worker.loadPercent());
    have("count", 200);
    call("count", 201);
    assertEquals(DeclineReason.BUSY, mesh.only(Decline.class).reason());
  }

  @Test
  void shouldNotWaitBehindOnesForOtherPlaces() {
    run("hash", 1);
    have("hash", 2);
    run("count", 3);
    JobId first = MarketFixtures.job(1);
    worker.onTool(new ToolEvent.Finished(first, 1, Json.Obj.EMPTY.with("ok", true), 9), Now.monotonic(200));
    assertEquals(MarketFixtures.job(2), starts.getLast().job());
  }
}
