package org.sheratan.edge.cli.sim;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.sim.Fleet;
import org.sheratan.edge.http.route.NodeGate;

/** Leads commands from the API's threads to one node of a fleet, on the thread that drives it. */
public final class SimGate implements NodeGate {
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

  private record Asked(Command command, CompletableFuture<Answer> answer) {}

  @Override
  public CompletableFuture<Answer> ask(Command command) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    asked.add(new Asked(command, answer));
    return answer;
  }

  /** Puts what was asked to the first node of {@code fleet}. */
  public void drainInto(Fleet fleet) {
    for (Asked next = asked.poll(); next != null; next = asked.poll()) {
      if (!fleet.ask(0, next.command(), next.answer()::complete)) {
        next.answer().completeExceptionally(new IllegalStateException("the simulated node is down"));
      }
    }
  }
}
