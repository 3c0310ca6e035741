package org.sheratan.edge.doctor;

import java.util.Optional;

import org.sheratan.edge.shell.View;

/** Whether the node answers, and what it says is missing. */
final class NodeState implements Examination {
  @Override
  public String id() {
    return "node";
  }

  @Override
  public Finding of(Patient patient) {
    Optional<Answers.Silence> silence = patient.node().silence();
    if (silence.isPresent() && silence.get().closed()) {
      return unknown(silence.get().why(), Examinations.AS_ROOT);
    }
    if (silence.isPresent() && patient.node().starting()) {
      return unknown("it is starting", "sheratan doctor");
    }
    if (silence.isPresent()) {
      return wrong(silence.get().why(),
          patient.ofService() ? "sudo systemctl start sheratan-edge" : silence.get().fix());
    }
    Optional<View> status = patient.node().get("/api/v1/status");
    return status.flatMap(view -> view.object("degraded"))
        .map(missing -> wrong(missing.text("why"), missing.text("fix")))
        .orElseGet(() -> status.isPresent() ? well("runs and answers") : unknown("gives no status"));
  }
}
