package org.sheratan.edge.doctor;

import java.util.Optional;

import org.sheratan.edge.config.Config;
import org.sheratan.radio.link.lora.hardware.BoardCatalog;
import org.sheratan.radio.link.lora.hardware.BoardChoice;
import org.sheratan.radio.link.lora.hardware.BoardProfile;
import org.sheratan.radio.link.lora.hardware.Hat;

/** Whether the configuration names a board that exists, and the one whose EEPROM answers. */
final class BoardChosen implements Examination {
  @Override
  public String id() {
    return "board";
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
    if (patient.radio().get().board().equals(Config.Radio.MODEM)) {
      return well("a modem on a serial port");
    }
    return switch (choice(patient, patient.radio().get())) {
      case BoardChoice.Unknown(String why) -> wrong(why, patient.setup().edit());
      case BoardChoice.Chosen(BoardProfile profile) -> plugged(patient, profile);
    };
  }

  private Finding plugged(Patient patient, BoardProfile profile) {
    Optional<Hat> hat = Hat.read(patient.system().at("/proc/device-tree/hat"));
    Optional<BoardProfile> other = hat.flatMap(BoardCatalog.builtIn()::find)
        .filter(found -> !found.name().equals(profile.name()));
    return other.isPresent()
        ? wrong("the configuration says " + profile.name() + ", the plugged board says " + other.get().name(),
            patient.setup().edit())
        : well(profile.title() + (hat.isPresent() ? ", as its EEPROM says" : ""));
  }

  /** The board on the header that is asked for; empty without one. */
  static Optional<BoardProfile> onHeader(Patient patient) {
    return patient.radio().filter(radio -> !radio.board().equals(Config.Radio.MODEM))
        .flatMap(radio -> choice(patient, radio) instanceof BoardChoice.Chosen(BoardProfile profile)
            ? Optional.of(profile)
            : Optional.empty());
  }

  private static BoardChoice choice(Patient patient, Config.Radio radio) {
    return BoardChoice.of(radio.board(), BoardCatalog.builtIn(),
        patient.system().at("/proc/device-tree/hat"));
  }
}
