package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.sheratan.edge.config.Config;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.tool.sensor.Pin;
import org.sheratan.radio.link.lora.BusLostException;
import org.sheratan.radio.link.lora.InputLine;
import org.sheratan.radio.link.lora.hardware.BoardCatalog;
import org.sheratan.radio.link.lora.hardware.BoardChoice;
import org.sheratan.radio.link.lora.hardware.HeaderInputs;
import org.sheratan.radio.link.lora.hardware.InputOpening;
import org.sheratan.radio.link.lora.hardware.InputPull;

/** The pins that an operator lists, as sensors. Whatever keeps one from being read is told, and keeps no node from starting. */
final class InputPins {
  private InputPins() {}

  /** @param machine where {@code dev} and {@code proc} are: {@code /} but in tests */
  static List<Pin> of(Config config, Path machine) {
    if (!config.worker().enabled()) {
      return List.of();
    }
    HeaderInputs header = new HeaderInputs(machine.resolve("dev"));
    List<Pin> pins = new ArrayList<>();
    for (Config.Input input : config.tool().inputs()) {
      Pin pin = new Pin(input.name(), input.bcm(), opening(config.radio(), machine, header, input));
      pin.obstacle()
          .ifPresent(why -> Log.warn("pin-left-out", "sensor", pin.sensor(), "why", why, "fix",
              "sheratan doctor"));
      pins.add(pin);
    }
    return pins;
  }

  private static Pin.Opening opening(Config.Radio radio, Path machine, HeaderInputs header,
      Config.Input input) {
    InputPull pull = InputPull.valueOf(input.pull().toUpperCase(Locale.ROOT));
    return () -> {
      // The radio's pins stay the radio's, also while its board is lost and nobody holds them.
      Optional<String> board = boardOn(radio, machine, input.bcm());
      if (board.isPresent()) {
        throw new IOException("pin " + input.bcm() + " is wired to " + board.get() + ": list another one");
      }
      return switch (header.take(input.bcm(), pull, input.activeLow())) {
        case InputOpening.Opened(InputLine line) -> () -> active(line);
        case InputOpening.Refused(String why) -> throw new IOException(why);
      };
    };
  }

  private static Optional<String> boardOn(Config.Radio radio, Path machine, int bcm) {
    return BoardChoice.of(radio.board(), BoardCatalog.builtIn(),
        machine.resolve("proc/device-tree/hat")) instanceof BoardChoice.Chosen chosen
        && chosen.profile().wired().contains(bcm) ? Optional.of(chosen.profile().title()) : Optional.empty();
  }

  private static boolean active(InputLine line) throws IOException {
    try {
      return line.high();
    } catch (BusLostException lost) {
      throw new IOException(lost.getMessage(), lost);
    }
  }
}
