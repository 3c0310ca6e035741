package org.sheratan.radio.link.lora.hardware;

import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.radio.link.lora.BusLostException;
import org.sheratan.radio.link.lora.InputLine;

/**
 * Pins of a Raspberry Pi's header as digital inputs, by Pi4J: those that are asked for, and no others. They are inputs
 * until the process ends. Never tried on hardware by this project: docs/hardware.md.
 */
public final class HeaderInputs {
  private final DeviceFiles files;

  /** @param dev {@code /dev} but in tests */
  public HeaderInputs(Path dev) {
    files = new DeviceFiles(dev);
  }

  /** @param pin BCM number */
  public InputOpening take(int pin, InputPull pull, boolean activeLow) {
    Optional<String> obstacle = files.pinObstacle();
    if (obstacle.isPresent()) {
      return new InputOpening.Refused(obstacle.get());
    }
    GpioPins pins = new GpioPins();
    try {
      return new InputOpening.Opened(lettingGo(pins, pins.input(pin, pull, activeLow)));
    } catch (RuntimeException | LinkageError refused) {
      pins.close();
      return new InputOpening.Refused("pin " + pin + " cannot be opened: " + PiHeader.reason(refused)
          + "; does another program use it? Try: gpioinfo");
    }
  }

  private static InputLine lettingGo(GpioPins pins, InputLine line) {
    return () -> {
      try {
        return line.high();
      } catch (BusLostException lost) {
        pins.close();
        throw lost;
      }
    };
  }
}
