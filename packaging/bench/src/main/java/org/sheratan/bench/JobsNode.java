package org.sheratan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.message.MessageObserver;
import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.node.Effect;
import org.sheratan.core.node.Input;
import org.sheratan.core.node.Node;
import org.sheratan.core.node.NodeParts;
import org.sheratan.core.node.NodeSettings;
import org.sheratan.core.store.Opening;
import org.sheratan.core.store.Store;
import org.sheratan.core.store.StoreConfig;
import org.sheratan.core.store.disk.FolderDisk;
import org.sheratan.core.store.disk.FolderOpening;
import org.sheratan.core.store.disk.MapDbIndex;
import org.sheratan.core.store.disk.MarkFile;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.tool.ToolRunner;
import org.sheratan.edge.daemon.EffectRunner;
import org.sheratan.edge.daemon.Fatal;
import org.sheratan.edge.daemon.Heart;
import org.sheratan.edge.daemon.Inbox;
import org.sheratan.edge.daemon.NodeLoop;
import org.sheratan.edge.daemon.ServiceNotice;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.daemon.Threads;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.mesh.engine.MeshEngine;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.NetworkKey;

/** A real node on the daemon's own loop, with a real store, and without links and tools. */
final class JobsNode {
  static final String KIND = "ping";
  private static final Card CARD = new Card("bench", List.of(KIND), List.of(), List.of());

  private final Store store;
  private final EffectRunner effects;

  private JobsNode(Store store, EffectRunner effects) {
    this.store = store;
    this.effects = effects;
  }

  /** Opens what is in {@code folder}, always as the same node. */
  static JobsNode open(Path folder, int maxQueued) throws Exception {
    Store store = store(folder);
    SystemClock clock = new SystemClock();
    SeededEntropy entropy = new SeededEntropy(1);
    Identity identity = Identity.generate(JobsNode::zeros);
    NetworkKey network = NetworkKey.generate(JobsNode::zeros);
    MeshEngine mesh = mesh(store, entropy, clock.now());
    Node node = new Node(new NodeParts(identity, network.id(), mesh, store, ToolCatalog.standard(), CARD,
        new NodeSettings(1, 1, SubmitLimits.onlyDepth(maxQueued), new TreeMap<>(), 1_000_000, false),
        entropy.fork("node"),
        JobObserver.NONE, MessageObserver.NONE));
    Threads threads = new Threads(new Fatal());
    Inbox inbox = new Inbox();
    EffectRunner effects = new EffectRunner(inbox, new NoTools(), threads.disk(), threads.connections(),
        clock, decision -> {
          // What is measured is the jobs; the trace is written beside them.
        });
    threads.start("node",
        new NodeLoop(new Beat(node), inbox, clock, effects, ServiceNotice.none()));
    return new JobsNode(store, effects);
  }

  static Store store(Path folder) throws IOException {
    FolderDisk disk = switch (FolderDisk.openFolder(folder.resolve("store"))) {
      case FolderOpening.Opened(FolderDisk opened) -> opened;
      case FolderOpening other ->
        throw new IllegalStateException("the store's folder did not open: " + other);
    };
    Path mark = folder.resolve("mark");
    return switch (Store.open(disk, MapDbIndex.open(folder.resolve("index")), StoreConfig.DEFAULT,
        JobsNode::zeros, MarkFile.at(mark, Files.exists(mark)))) {
      case Opening.Opened opened -> opened.store();
      case Opening other -> throw new IllegalStateException("the store did not open: " + other);
    };
  }

  /** Without links, always of the same node. */
  static MeshEngine mesh(Store store, SeededEntropy entropy, Now now) {
    return new MeshEngine(Identity.generate(JobsNode::zeros), NetworkKey.generate(JobsNode::zeros),
        store.epoch(), store, JobsNode::zeros, entropy.fork("mesh"), CARD, now);
  }

  private record Beat(Node node) implements Heart {
    @Override
    public void accept(Input input) {
      node.accept(input);
    }

    @Override
    public List<Effect> poll(Now now) {
      return node.poll(now);
    }

    @Override
    public long nextPollMs() {
      return node.nextPollMs();
    }
  }

  private static final class NoTools implements ToolRunner {
    @Override
    public void start(ToolOrder order, Consumer<ToolEvent> events) {
      throw new IllegalStateException("nothing is to be run here: " + order);
    }

    @Override
    public void stop(ToolOrder order) {
      throw new IllegalStateException("nothing runs here: " + order);
    }
  }

  CompletableFuture<Answer> ask(Command command) {
    return effects.ask(command);
  }

  <A extends Answer> A answer(Command command, Class<A> expected) {
    Answer answer = ask(command).join();
    Check.that(expected.isInstance(answer), "expected another answer than " + answer);
    return expected.cast(answer);
  }

  boolean indexComplete() {
    return !store.indexInDoubt();
  }

  private static Bytes zeros(int length) {
    return Bytes.copyOf(new byte[length]);
  }
}
