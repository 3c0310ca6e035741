package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.node.Effect;
import org.sheratan.core.node.Input;
import org.sheratan.core.store.Chore;
import org.sheratan.core.store.Commit;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.tool.ToolRunner;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;

class NodeLoopTest {
  private static final ToolOrder ORDER = new ToolOrder(JobId.parse("aaaaaaaa-1-1"), 1, "ping",
      Json.Obj.EMPTY);

  private final AtomicReference<Throwable> died = new AtomicReference<>();
  private final Threads threads = new Threads((thread, cause) -> died.set(cause));
  private final Inbox inbox = new Inbox();
  private final SystemClock clock = new SystemClock(List.of());
  private final EffectRunner effects = new EffectRunner(inbox, new Echo(), threads.disk(),
      threads.connections(), clock, decision -> {});
  private ServiceNotice service = ServiceNotice.none();
  private Thread node;

  /** Finishes every tool at once; stopping it fails it. */
  private static final class Echo implements ToolRunner {
    @Override
    public void start(ToolOrder order, Consumer<ToolEvent> events) {
      events.accept(new ToolEvent.Finished(order.job(), order.attempt(), Json.Obj.EMPTY, 1));
    }

    @Override
    public void stop(ToolOrder order) {}
  }

  private record Saving(long position, IOException failure, CountDownLatch gate) implements Commit {
    @Override
    public void run() throws IOException {
      try {
        gate.await();
      } catch (InterruptedException stopping) {
        throw new IOException(stopping);
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    inbox.close();
    node.join();
    threads.close();
  }

  private FakeHeart start(Function<Input, List<Effect>> decide) {
    FakeHeart heart = new FakeHeart(decide);
    node = threads.start("node", new NodeLoop(heart, inbox, new SystemClock(), effects, service));
    return heart;
  }

  @Test
  void shouldShowLifeByTakingTurns(@TempDir Path folder) throws IOException {
    Path pipe = Files.createFile(folder.resolve("pipe"));
    service = ServiceNotice
        .of(Map.of(ServiceNotice.PIPE, pipe.toString(), ServiceNotice.WATCHDOG, "60000000"));
    start(input -> input instanceof Input.CommandArrived arrived
        ? List.of(new Effect.Reply(arrived.token(), new Answer.Done()))
        : List.of());
    effects.ask(new Command.Status()).join();
    effects.ask(new Command.Status()).join();
    assertEquals("WATCHDOG=1\n", Files.readString(pipe));
  }

  @Test
  void shouldAnswerCommands() {
    start(input -> input instanceof Input.CommandArrived arrived
        ? List.of(new Effect.Reply(arrived.token(), new Answer.Done()))
        : List.of());
    assertEquals(new Answer.Done(), effects.ask(new Command.Status()).join());
  }

  @Test
  void shouldTellTheClockWhatOtherNodesSay() {
    NodeId teller = new NodeId(Bytes.copyOf(new byte[NodeId.LENGTH]));
    start(input -> input instanceof Input.CommandArrived arrived
        ? List.of(new Effect.TimeTold(teller, false, 7_000_000_000_000L),
            new Effect.Reply(arrived.token(), new Answer.Done()))
        : List.of());
    effects.ask(new Command.Status()).join();
    assertEquals(1, clock.wall().tellers());
    assertEquals(WallQuality.PEER, clock.now().quality());
  }

  @Test
  void shouldRunCommitsOffTheNodesThreadAndSayHowTheyEnded() {
    IOException full = new IOException("No space left on device");
    Map<Long, Input.CommitEnded> ended = new ConcurrentHashMap<>();
    start(input -> switch (input) {
      case Input.CommandArrived arrived ->
        List.of(new Effect.RunCommit(new Saving(1, null, new CountDownLatch(0))),
            new Effect.RunCommit(new Saving(arrived.token() + 1, full, new CountDownLatch(0))));
      case Input.CommitEnded end -> {
        ended.put(end.commit().position(), end);
        yield end.commit().position() == 1 ? List.of() : List.of(new Effect.Reply(1, new Answer.Done()));
      }
      default -> List.of();
    });
    effects.ask(new Command.Status()).join();
    assertEquals(null, ended.get(1L).failure());
    assertEquals(full, ended.get(2L).failure());
  }

  @Test
  void shouldFinishTheCommitUnderWayBeforeItStops() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    FakeHeart heart = start(input -> {
      begun.countDown();
      return input instanceof Input.CommandArrived
          ? List.of(new Effect.RunCommit(new Saving(1, null, gate)))
          : input instanceof Input.CommitEnded ? List.of(new Effect.Reply(1, new Answer.Done())) : List.of();
    });
    CompletableFuture<Answer> answer = effects.ask(new Command.Status());
    begun.await();
    inbox.close();
    assertThrows(CompletionException.class, effects.ask(new Command.Status())::join);
    gate.countDown();
    node.join();
    assertEquals(new Answer.Done(), answer.join());
    assertInstanceOf(Input.CommitEnded.class, heart.seen.getLast());
  }

  @Test
  void shouldStepChoresUntilDone() {
    AtomicInteger steps = new AtomicInteger();
    Chore chore = new Chore() {
      @Override
      public String name() {
        return "compaction";
      }

      @Override
      public boolean step() {
        return steps.incrementAndGet() == 3;
      }
    };
    start(input -> switch (input) {
      case Input.CommandArrived arrived -> List.of(new Effect.RunChore(chore));
      case Input.ChoreEnded ended -> List.of(new Effect.Reply(1, new Answer.Done()));
      default -> List.of();
    });
    effects.ask(new Command.Status()).join();
    assertEquals(3, steps.get());
  }

  @Test
  void shouldBringBackWhatToolsReport() {
    start(input -> switch (input) {
      case Input.CommandArrived arrived -> List.of(new Effect.StartTool(ORDER), new Effect.StopTool(ORDER));
      case Input.ToolReported report -> List.of(new Effect.Reply(1, new Answer.Done()));
      default -> List.of();
    });
    assertEquals(new Answer.Done(), effects.ask(new Command.Status()).join());
  }

  @Test
  void shouldFailWhoStillWaitsWhenItStops() throws InterruptedException {
    start(input -> List.of());
    CompletableFuture<Answer> answer = effects.ask(new Command.Status());
    inbox.close();
    node.join();
    assertThrows(CompletionException.class, answer::join);
  }

  @Test
  void shouldReportItsOwnDeath() throws InterruptedException {
    start(input -> {
      throw new IllegalStateException("a bug");
    });
    effects.ask(new Command.Status());
    node.join();
    assertTrue(died.get() instanceof IllegalStateException, String.valueOf(died.get()));
  }
}
