package org.sheratan.radio.link.lora.hardware;

import java.util.Optional;

/** Tells devices apart by their USB serial numbers, as far as their makers gave them different ones. */
final class UsbSerialNumber {
  private static final int MIN_LENGTH = 5;

  private UsbSerialNumber() {}

  /** Bridges come from the factory with 0001 or one digit repeated: those name a kind, not a device. */
  static String hardwareId(String path, Optional<SerialPorts.Candidate> usb) {
    String serial = usb.map(SerialPorts.Candidate::serial).orElse("");
    boolean telling = serial.length() >= MIN_LENGTH && serial.chars().distinct().count() > 1
        && !serial.matches("0*1|123456.*");
    return telling ? "usb-" + usb.orElseThrow().usbId() + "-" + serial : path;
  }
}
