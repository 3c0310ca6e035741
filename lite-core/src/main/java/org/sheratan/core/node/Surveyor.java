package org.sheratan.core.node;

import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.PolledMesh;

/** Answers what people ask about the mesh around this node. */
final class Surveyor {
  private static final long MAX_TIMEOUT_MS = 600_000;
  private static final long MAX_ECHO_MS = 86_400_000;

  private final PolledMesh mesh;
  private final WayQuestions questions;
  private final EffectQueue effects;

  Surveyor(PolledMesh mesh, WayQuestions questions, EffectQueue effects) {
    this.mesh = mesh;
    this.questions = questions;
    this.effects = effects;
  }

  void onCommand(long token, Command.Look look, long nowMs) {
    switch (look) {
      case Command.ListNeighbors list ->
        effects.replyNow(token, new Answer.Neighbors(mesh.neighbors(), nowMs));
      case Command.ListRoutes list -> effects.replyNow(token, new Answer.Routes(mesh.routes(), nowMs));
      case Command.ListLinks list -> effects.replyNow(token, new Answer.Links(mesh.links()));
      case Command.Announce announce -> {
        mesh.announce();
        effects.replyNow(token, new Answer.Links(mesh.links()));
      }
      case Command.Echo echo -> {
        mesh.echo(Math.clamp(echo.forMs(), 0, MAX_ECHO_MS));
        effects.replyNow(token, new Answer.Done());
      }
      case Command.Probe probe -> probe(token, probe, nowMs);
      case Command.Trace trace -> trace(token, trace, nowMs);
    }
  }

  private void probe(long token, Command.Probe probe, long nowMs) {
    Optional<Answer.Refused> refusal = refusal(probe.peer());
    if (refusal.isPresent()) {
      effects.replyNow(token, refusal.get());
      return;
    }
    long patienceMs = Math.clamp(probe.timeoutMs(), 1, MAX_TIMEOUT_MS);
    OptionalInt number = questions.ask(probe.peer(), probe.peer(), patienceMs, nowMs,
        (reply, atMs) -> effects.replyNow(token, reply.<Answer>map(Answer.Probed::new).orElseGet(
            () -> new Answer.Refused(Answer.Reason.TIMEOUT,
                "no answer from " + probe.peer() + " within " + patienceMs + " ms", ""))));
    if (number.isEmpty()) {
      effects.replyNow(token, busy());
    }
  }

  private void trace(long token, Command.Trace trace, long nowMs) {
    Optional<Answer.Refused> refusal = refusal(trace.destination());
    if (refusal.isPresent()) {
      effects.replyNow(token, refusal.get());
    } else {
      Trace.start(mesh, questions, trace.destination(),
          nowMs + Math.clamp(trace.timeoutMs(), 1, MAX_TIMEOUT_MS), nowMs,
          traced -> effects.replyNow(token, traced));
    }
  }

  private Optional<Answer.Refused> refusal(NodeId peer) {
    if (peer.equals(mesh.self())) {
      return Optional.of(new Answer.Refused(Answer.Reason.INVALID, "node: this node itself is no way off",
          Optional.of("node"), "sheratan node list"));
    }
    if (mesh.peer(peer).isEmpty()) {
      return Optional.of(new Answer.Refused(Answer.Reason.NOT_FOUND, "node " + peer + " is not known",
          "sheratan node list"));
    }
    return questions.full() ? Optional.of(busy()) : Optional.empty();
  }

  private static Answer.Refused busy() {
    return new Answer.Refused(Answer.Reason.BUSY, "too many questions about ways are under way",
        "try again later");
  }
}
