package org.sheratan.radio.link.lora.hardware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** Which USB devices a LoRa board may show itself as: data in usb-serial.properties. */
final class UsbSerialKinds {
  private final Properties kinds = new Properties();

  UsbSerialKinds() {
    try (InputStream data = UsbSerialKinds.class.getResourceAsStream("usb-serial.properties")) {
      kinds.load(data);
    } catch (IOException broken) {
      throw new UncheckedIOException("usb-serial.properties is part of the program", broken);
    }
  }

  /** What it is called; empty when it is nothing to write to unasked. */
  Optional<String> name(int vendor, int product) {
    return Optional.ofNullable(kinds.getProperty("%04x-%04x".formatted(vendor, product)))
        .or(() -> Optional.ofNullable(kinds.getProperty("%04x-any".formatted(vendor))));
  }
}
