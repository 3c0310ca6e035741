package org.sheratan.core.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.PolledMesh;
import org.sheratan.radio.mesh.WayReport;

/**
 * Follows the way to a node: asks the first hop how it would go on, then whom it named, and so on.
 *
 * <pre>
 *                    | "it is me"   | names X             | knows no way, or nobody we know | silent
 * at a hop           | end, reached | at X                | at the destination              | at the destination
 * at the destination | end, reached | end, reached        | end, reached                    | end
 * </pre>
 *
 * <p>Whoever is silent is asked again, with growing patience: the first question to a stranger only begins a session.
 * Every answer is taken for what it is, the word of a member; a circle ends the trace.
 */
final class Trace {
  private static final int MOST_HOPS = 8;
  private static final int TRIES = 4;
  private static final int QUESTION_BYTES = 40;
  private static final long LEAST_PATIENCE_MS = 1_000;
  private static final int PATIENCE_ROUND_TRIPS = 4;

  private final PolledMesh mesh;
  private final WayQuestions questions;
  private final NodeId destination;
  private final long endMs;
  private final Consumer<Answer.Traced> whenDone;
  private final List<Seen> seen = new ArrayList<>();
  private final TreeSet<NodeId> visited = new TreeSet<>();
  private NodeId current;
  private Optional<Long> namedMs = Optional.empty();
  private boolean gap;
  private int tries;
  private String note = "";

  /** @param atMs when it was last seen: by its answer, or by whoever named it */
  private record Seen(NodeId node, Optional<WayReply> reply, Optional<Long> atMs, boolean gap) {}

  private Trace(PolledMesh mesh, WayQuestions questions, NodeId destination, long endMs,
      Consumer<Answer.Traced> whenDone) {
    this.mesh = mesh;
    this.questions = questions;
    this.destination = destination;
    this.endMs = endMs;
    this.whenDone = whenDone;
  }

  /** @param endMs by then it ends, whatever is known */
  static void start(PolledMesh mesh, WayQuestions questions, NodeId destination, long endMs, long nowMs,
      Consumer<Answer.Traced> whenDone) {
    Trace trace = new Trace(mesh, questions, destination, endMs, whenDone);
    Optional<Peer> peer = mesh.peer(destination).filter(known -> known.hops() > 0);
    if (peer.isPresent()) {
      trace.at(peer.get().via(), Optional.empty(), nowMs);
    } else {
      trace.note = "no way to it is known here";
      trace.end(false, nowMs);
    }
  }

  private void at(NodeId node, Optional<Long> seenMs, long nowMs) {
    current = node;
    namedMs = seenMs;
    tries = 0;
    visited.add(node);
    ask(nowMs);
  }

  private void ask(long nowMs) {
    long expectedMs = mesh.expectedMs(current, QUESTION_BYTES).orElse(0L);
    long patienceMs = Math.max(LEAST_PATIENCE_MS, expectedMs * PATIENCE_ROUND_TRIPS) << tries;
    if (tries == TRIES || nowMs >= endMs) {
      onSilent(nowMs);
      return;
    }
    tries++;
    OptionalInt asked = questions.ask(current, destination, Math.min(patienceMs, endMs - nowMs), nowMs,
        (reply, atMs) -> reply.ifPresentOrElse(known -> onReply(known, atMs), () -> ask(atMs)));
    if (asked.isEmpty()) {
      note = "too many questions are under way here";
      end(false, nowMs);
    }
  }

  private void onSilent(long nowMs) {
    seen.add(new Seen(current, Optional.empty(), namedMs, gap));
    skip(nowMs);
  }

  private void onReply(WayReply reply, long nowMs) {
    seen.add(new Seen(current, Optional.of(reply), Optional.of(nowMs), gap));
    gap = false;
    if (current.equals(destination)) {
      end(true, nowMs);
      return;
    }
    Optional<NodeId> next = next(reply.report());
    if (next.isEmpty()) {
      note = current
          + (reply.report().next().isEmpty() ? " knows no way on" : " goes on to a node not known here");
      skip(nowMs);
    } else if (visited.contains(next.get()) || next.get().equals(mesh.self()) || seen.size() >= MOST_HOPS) {
      note = current + " goes on to " + next.get() + ": a circle, or a way that is too long";
      end(false, nowMs);
    } else {
      long heardMs = reply.report().next().orElseThrow().heardMs();
      at(next.get(), Optional.of(nowMs - heardMs), nowMs);
    }
  }

  /** The way cannot be followed any further; its end may answer all the same. */
  private void skip(long nowMs) {
    if (current.equals(destination)) {
      end(false, nowMs);
    } else {
      gap = true;
      at(destination, Optional.empty(), nowMs);
    }
  }

  private Optional<NodeId> next(WayReport report) {
    Optional<WayReport.Next> named = report.next();
    if (named.isEmpty() || named.get().names(destination)) {
      return named.map(next -> destination);
    }
    List<NodeId> meant = mesh.peers().stream().map(Peer::id).filter(named.get()::names).toList();
    return meant.size() == 1
        ? Optional.of(meant.getFirst())
        : Optional.of(mesh.self()).filter(named.get()::names);
  }

  private void end(boolean reached, long nowMs) {
    whenDone.accept(new Answer.Traced(destination, seen.stream().map(each -> new TraceHop(each.node(),
        each.reply(), each.atMs().map(atMs -> nowMs - atMs), each.gap())).toList(), reached, note));
  }
}
