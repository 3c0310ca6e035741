package org.sheratan.edge.doctor;

import java.util.Optional;

import org.sheratan.edge.shell.View;

/** What the radio says of itself: missing, of another band, without firmware. */
final class RadioState implements Examination {
  @Override
  public String id() {
    return "radio";
  }

  @Override
  public boolean goesByConfiguration() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    if (patient.radio().isEmpty()) {
      return well("no radio is asked for");
    }
    Optional<View> radio = patient.node().get("/api/v1/radio");
    if (radio.isEmpty()) {
      return unknown("only the running node can ask it");
    }
    View view = radio.get();
    return switch (view.text("state")) {
      case "up" -> well(view.text("board") + " is up");
      case "down" -> down(view);
      default -> unknown("it is " + view.textOr("state", "silent"), "sheratan radio show");
    };
  }

  private Finding down(View radio) {
    String fault = radio.text("fault");
    String advice = radio.text("advice");
    String fact = radio.text("why") + (fault.isEmpty() ? "" : " (" + fault + ")")
        + (advice.isEmpty() ? "" : ": " + advice);
    return wrong(fact, switch (fault) {
      case "unflashed", "unprovisioned" -> "rnodeconf --autoinstall";
      case "absent" -> "lsusb";
      case "wrong_band" -> "sheratan region list";
      default -> "sheratan radio show";
    });
  }
}
