package org.sheratan.core.sim;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.node.Effect;
import org.sheratan.core.node.Input;
import org.sheratan.core.node.Node;
import org.sheratan.core.store.Chore;
import org.sheratan.core.store.Commit;
import org.sheratan.core.trace.DecisionLine;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Entropy;

/** One node of a fleet, its power switch included: carries out what the real node wants done, in virtual time. */
final class SimNode {
  private static final int FASTEST_SYNC_MS = 1;
  private static final int SLOWEST_SYNC_MS = 30;
  private static final DecisionLine LINE = new DecisionLine("simulation", true);

  private final SimBody body;
  private final Medium medium;
  private final VirtualTime time;
  private final TraceHash trace;
  private final Consumer<String> trails;
  private final SimClock clock;
  private final Entropy entropy;
  private final SortedMap<Long, Consumer<Answer>> asked = new TreeMap<>();
  private long nextToken = 1;
  private Powered powered;
  private long wakeMs = Long.MAX_VALUE;
  private int boots;

  /** What exists only while there is power. */
  private record Powered(Node node, SimBody.Parts parts, SimTools tools, Deque<Commit> commits) {}

  SimNode(SimBody body, Medium medium, VirtualTime time, TraceHash trace, Consumer<String> trails,
      SimClock clock,
      Entropy entropy) {
    this.body = body;
    this.medium = medium;
    this.time = time;
    this.trace = trace;
    this.trails = trails;
    this.clock = clock;
    this.entropy = entropy;
  }

  String name() {
    return body.name();
  }

  SimClock clock() {
    return clock;
  }

  boolean up() {
    return powered != null;
  }

  int knownPeers() {
    return powered.parts().mesh().peers().size();
  }

  boolean isRunning(SimTools.Run run) {
    return powered != null && powered.tools().isRunning(run);
  }

  /** Of this start. */
  int epoch() {
    return powered.parts().store().epoch();
  }

  String owner() {
    return body.id().shortName();
  }

  SimBody body() {
    return body;
  }

  boolean owns(JobId job) {
    return job.owner().equals(owner());
  }

  void boot() {
    Check.that(powered == null, "already up");
    boots++;
    clock.boot(time.nowMs());
    trace.event(time.nowMs(), name(), "boot", Bytes.EMPTY);
    SimBody.Parts parts = body.assemble(entropy.fork("boot " + boots), clock.at(time.nowMs()));
    SimTools tools = new SimTools(time, body.habits().craft(), entropy.fork("tools " + boots), name(),
        body.labor(),
        event -> take(new Input.ToolReported(event)));
    powered = new Powered(parts.node(), parts, tools, new ArrayDeque<>());
    medium.attach(name(), clock, new SimListener(this::take));
  }

  /** Power fails now. */
  void crash() {
    Check.that(powered != null, "already down");
    trace.event(time.nowMs(), name(), "crash", Bytes.EMPTY);
    powered.tools().crash();
    Commit torn = powered.commits().poll();
    powered = null;
    wakeMs = Long.MAX_VALUE;
    asked.clear();
    medium.detach(name());
    body.powerFails(torn);
  }

  /** The answer never comes when power fails first. */
  void ask(Command command, Consumer<Answer> answer) {
    long token = nextToken++;
    asked.put(token, answer);
    take(new Input.CommandArrived(token, command));
  }

  private void take(Input input) {
    powered.node().accept(input);
    turn();
  }

  private void turn() {
    Powered mine = powered;
    for (Effect effect : mine.node().poll(clock.at(time.nowMs()))) {
      if (powered == mine) {
        carryOut(effect, mine);
      }
    }
    if (powered == mine) {
      wakeAt(clock.trueMs(mine.node().nextPollMs()));
    }
  }

  private void wakeAt(long dueMs) {
    long nextMs = Math.max(dueMs, time.nowMs() + 1);
    if (dueMs == Long.MAX_VALUE || nextMs >= wakeMs && wakeMs > time.nowMs()) {
      return;
    }
    wakeMs = nextMs;
    Powered mine = powered;
    time.in(nextMs - time.nowMs(), () -> {
      if (powered == mine && wakeMs == nextMs) {
        wakeMs = Long.MAX_VALUE;
        turn();
      }
    });
  }

  private void carryOut(Effect effect, Powered mine) {
    switch (effect) {
      case Effect.SendFrame send -> {
        trace.event(time.nowMs(), name(), send.to().address(), send.frame());
        send.link().send(send.to(), send.frame());
      }
      case Effect.RunCommit run -> {
        mine.commits().add(run.commit());
        time.in(syncMs(), () -> {
          if (powered == mine) {
            commit(mine.commits().poll());
          }
        });
      }
      case Effect.RunChore run -> time.in(syncMs(), () -> {
        if (powered == mine) {
          step(run.chore(), mine);
        }
      });
      case Effect.StartTool start -> mine.tools().start(start.order());
      case Effect.StopTool stop -> mine.tools().stop(stop.order());
      case Effect.TimeTold told ->
        trace.event(time.nowMs(), name(), "told the time by " + told.from(), Bytes.EMPTY);
      case Effect.Decided decided -> trail(LINE.of(decided.decision()));
      case Effect.Notice notice -> trace.event(time.nowMs(), name(), notice.what(), Bytes.EMPTY);
      case Effect.Reply reply -> {
        Consumer<Answer> waiting = asked.remove(reply.token());
        if (waiting != null) {
          waiting.accept(reply.answer());
        }
      }
    }
  }

  private void trail(String line) {
    trace.event(time.nowMs(), name(), line, Bytes.EMPTY);
    trails.accept(line);
  }

  private void commit(Commit commit) {
    trace.event(time.nowMs(), name(), "commit " + commit.position(), Bytes.EMPTY);
    IOException failure = null;
    try {
      commit.run();
    } catch (IOException cause) {
      failure = cause;
    }
    take(new Input.CommitEnded(commit, failure));
  }

  private void step(Chore chore, Powered mine) {
    IOException failure = null;
    try {
      if (!chore.step()) {
        time.in(syncMs(), () -> {
          if (powered == mine) {
            step(chore, mine);
          }
        });
        return;
      }
    } catch (IOException cause) {
      failure = cause;
    }
    take(new Input.ChoreEnded(chore, failure));
  }

  private int syncMs() {
    return FASTEST_SYNC_MS + entropy.nextInt(SLOWEST_SYNC_MS);
  }
}
