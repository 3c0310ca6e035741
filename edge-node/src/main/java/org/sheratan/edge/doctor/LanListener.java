package org.sheratan.edge.doctor;

import java.util.Optional;

import org.sheratan.edge.shell.View;

/** The listener for other machines: asked for, and kept shut by something that only the node knows of. */
final class LanListener implements Examination {
  @Override
  public String id() {
    return "lan";
  }

  @Override
  public boolean goesByConfiguration() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    Optional<View> lan = patient.node().get("/api/v1/status").flatMap(status -> status.object("lan"));
    return switch (lan.map(told -> told.text("state")).orElse("")) {
      case "listening" -> well("other machines may come in at " + lan.get().text("address"));
      case "held" -> wrong("asked for, but no other machine may come in: " + lan.get().text("why"),
          lan.get().textOr("fix", patient.setup().edit()));
      default -> patient.setup().config().filter(config -> config.http().lan()).isPresent()
          ? unknown("asked for, but the node does not say whether other machines may come in")
          : well("other machines are not to come in");
    };
  }
}
