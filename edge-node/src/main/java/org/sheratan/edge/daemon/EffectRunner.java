package org.sheratan.edge.daemon;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.node.Effect;
import org.sheratan.core.node.Input;
import org.sheratan.core.store.Chore;
import org.sheratan.core.store.Commit;
import org.sheratan.core.tool.ToolRunner;
import org.sheratan.core.trace.Decision;
import org.sheratan.kernel.Check;
import org.sheratan.radio.link.FrameTap;

/**
 * Does what the node wants done, on the threads made for it, and puts how it ended back into the inbox. Commits and
 * steps of chores take turns on the one disk thread.
 */
public final class EffectRunner {
  private final Inbox inbox;
  private final ToolRunner tools;
  private final Executor disk;
  private final Executor replies;
  private final SystemClock clock;
  private final Consumer<Decision> trail;
  private final ConcurrentMap<Long, CompletableFuture<Answer>> asked = new ConcurrentHashMap<>();
  private final AtomicLong nextToken = new AtomicLong();
  private final AtomicLong onDisk = new AtomicLong();
  private volatile FrameTap tap = FrameTap.NONE;

  /**
   * @param disk one thread, in order
   * @param replies runs what callers hang on their futures, so that it never runs on the node's thread
   * @param clock hears what other nodes say the time is
   * @param trail takes what was decided, at once: it is the node's thread that gives it
   */
  public EffectRunner(Inbox inbox, ToolRunner tools, Executor disk, Executor replies, SystemClock clock,
      Consumer<Decision> trail) {
    this.inbox = inbox;
    this.tools = tools;
    this.disk = disk;
    this.replies = replies;
    this.clock = clock;
    this.trail = trail;
  }

  /** Hands {@code command} to the node; the future fails only when the node stops first. Any thread. */
  public CompletableFuture<Answer> ask(Command command) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    long token = nextToken.incrementAndGet();
    asked.put(token, answer);
    if (!inbox.put(new Input.CommandArrived(token, command))) {
      asked.remove(token);
      if (inbox.closed()) {
        answer.completeExceptionally(new IllegalStateException("the node stops"));
      } else {
        answer.complete(new Answer.Refused(Answer.Reason.BUSY, "too many requests are waiting for the node",
            "try again in a second"));
      }
    }
    return answer;
  }

  void run(Effect effect) {
    switch (effect) {
      case Effect.SendFrame send -> send(send);
      case Effect.RunCommit commit -> {
        onDisk.incrementAndGet();
        disk.execute(() -> run(commit.commit()));
      }
      case Effect.RunChore chore -> {
        onDisk.incrementAndGet();
        disk.execute(() -> step(chore.chore()));
      }
      case Effect.StartTool start ->
        tools.start(start.order(), event -> inbox.put(new Input.ToolReported(event)));
      case Effect.StopTool stop -> tools.stop(stop.order());
      case Effect.TimeTold told -> clock.onPeer(told.from(), told.confirmed(), told.wallMs());
      case Effect.Decided decided -> trail.accept(decided.decision());
      case Effect.Notice notice -> Log.warn("notice", "what", notice.what());
      case Effect.Reply reply -> {
        CompletableFuture<Answer> waiting = asked.remove(reply.token());
        Check.that(waiting != null, "answered twice: " + reply.answer());
        replies.execute(() -> waiting.complete(reply.answer()));
      }
    }
  }

  /** {@code next} sees every frame handed to a link where frames travel as they are; others have taps of their own. */
  public void tapBy(FrameTap next) {
    tap = next;
  }

  private void send(Effect.SendFrame send) {
    if (send.link().profile().addressed()) {
      tap.onFrame(send.link().profile().name(), true, send.frame(), Optional.empty());
    }
    send.link().send(send.to(), send.frame());
  }

  /** Whether no commit or chore is under way. Their ends may still wait in the inbox. */
  boolean diskIdle() {
    return onDisk.get() == 0;
  }

  /** Tells everyone who still waits that no answer will come. */
  void abandonAsked() {
    asked.forEach(
        (token, waiting) -> waiting.completeExceptionally(new IllegalStateException("the node stopped")));
    asked.clear();
  }

  private void run(Commit commit) {
    IOException failure = null;
    try {
      commit.run();
    } catch (IOException failed) {
      Log.error("commit-failed", "position", commit.position(), "why", failed);
      failure = failed;
    }
    end(new Input.CommitEnded(commit, failure));
  }

  private void step(Chore chore) {
    try {
      if (chore.step()) {
        Log.info("chore-done", "name", chore.name());
        end(new Input.ChoreEnded(chore, null));
      } else if (inbox.closed()) {
        end(new Input.ChoreEnded(chore, new IOException("the node is stopping")));
      } else {
        disk.execute(() -> step(chore));
      }
    } catch (IOException failed) {
      Log.error("chore-failed", "name", chore.name(), "why", failed);
      end(new Input.ChoreEnded(chore, failed));
    }
  }

  /** In this order: whoever sees the disk idle finds the end in the inbox. */
  private void end(Input ended) {
    inbox.put(ended);
    onDisk.decrementAndGet();
  }
}
