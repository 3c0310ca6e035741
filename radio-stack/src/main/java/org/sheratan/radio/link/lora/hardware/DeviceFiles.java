package org.sheratan.radio.link.lora.hardware;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether this machine has the devices a board hangs on, and lets us use them; else what the operator can do. */
final class DeviceFiles {
  static final Path DEV = Path.of("/dev");

  private final Path dev;

  DeviceFiles(Path dev) {
    this.dev = dev;
  }

  /** Absent when everything is there. */
  Optional<String> obstacle(BoardProfile profile) {
    Path spi = dev.resolve(profile.spi().device());
    if (!Files.exists(spi)) {
      return Optional.of(spi + " is missing: enable SPI (docs/hardware.md), then reboot");
    }
    if (!usable(spi)) {
      return Optional.of(forbidden(spi, "spi"));
    }
    return pinObstacle();
  }

  /** Absent when there is a chip with pins that we may use. */
  Optional<String> pinObstacle() {
    boolean found = false;
    try (DirectoryStream<Path> chips = Files.newDirectoryStream(dev, "gpiochip*")) {
      for (Path chip : chips) {
        found = true;
        if (usable(chip)) {
          return Optional.empty();
        }
      }
    } catch (IOException unreadable) {
      return Optional.of(dev + " cannot be listed: " + unreadable.getMessage());
    }
    return Optional.of(found
        ? forbidden(dev.resolve("gpiochip*"), "gpio")
        : dev.resolve("gpiochip*") + " is missing: this machine has no pins, or its kernel no GPIO driver");
  }

  private static boolean usable(Path file) {
    return Files.isReadable(file) && Files.isWritable(file);
  }

  private static String forbidden(Path file, String group) {
    return file + " is not allowed: add the user to group " + group + " (sudo usermod -aG " + group
        + " USER), then log in again";
  }
}
