package org.sheratan.edge.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.sheratan.edge.config.Config;
import org.sheratan.radio.link.lora.hardware.BoardProfile;

/** Pins listed as sensors need a chip that has them, and no radio on them. Groups and the service are other checks' matter. */
final class InputPins implements Examination {
  @Override
  public String id() {
    return "gpio";
  }

  @Override
  public boolean goesByConfiguration() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    List<Config.Input> listed = listed(patient);
    if (listed.isEmpty()) {
      return well("no pin is listed as a sensor");
    }
    Optional<BoardProfile> board = BoardChosen.onHeader(patient);
    for (Config.Input input : listed) {
      if (board.isPresent() && board.get().wired().contains(input.bcm())) {
        return wrong("gpio/" + input.name() + ": pin " + input.bcm() + " is wired to " + board.get().title()
            + ": list another one", patient.setup().edit());
      }
    }
    if (patient.system().list("/dev", "gpiochip*").isEmpty()) {
      return wrong("/dev/gpiochip* is missing: this machine has no pins, or its kernel no GPIO driver;"
          + " without pins, take [[tool.gpio]] out", patient.setup().edit());
    }
    return well(listed.stream().map(input -> "gpio/" + input.name() + " on pin " + input.bcm())
        .collect(Collectors.joining(", ")));
  }

  /** Those that a node of this configuration takes. */
  static List<Config.Input> listed(Patient patient) {
    return patient.setup().config().filter(config -> config.worker().enabled() && config.tool().sensors())
        .map(config -> config.tool().inputs()).orElse(List.of());
  }
}
