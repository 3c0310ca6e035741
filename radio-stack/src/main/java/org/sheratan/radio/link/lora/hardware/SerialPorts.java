package org.sheratan.radio.link.lora.hardware;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import com.fazecast.jSerialComm.SerialPortInvalidPortException;

import org.sheratan.radio.link.lora.SerialPort;
import org.sheratan.radio.link.lora.SerialPortSource;

/** The serial ports of this machine, opened by name or found among the USB devices (jSerialComm). */
public final class SerialPorts {
  /** Instead of a name: tries what is plugged in, one port at each opening. */
  public static final String AUTO = "auto";
  private static final int BAUD = 115_200;

  /**
   * A USB device that could be a LoRa board.
   *
   * @param path such as {@code /dev/ttyUSB0}
   * @param usbId vendor and product, such as {@code 10c4-ea60}
   * @param serial of the device; empty when it has none
   * @param kind for people
   */
  public record Candidate(String path, String usbId, String serial, String kind) {
    /** As far as can be told: devices without a serial number of their own go by their path. */
    boolean sameDevice(Candidate other) {
      return UsbSerialNumber.hardwareId(path, Optional.of(this))
          .equals(UsbSerialNumber.hardwareId(other.path, Optional.of(other)));
    }
  }

  private SerialPorts() {}

  /** What could be a LoRa board, by path. Opens nothing. */
  public static List<Candidate> candidates() {
    UsbSerialKinds kinds = new UsbSerialKinds();
    return Stream.of(com.fazecast.jSerialComm.SerialPort.getCommPorts())
        .flatMap(port -> candidate(kinds, port.getSystemPortPath(), port.getVendorID(), port.getProductID(),
            port.getSerialNumber()).stream())
        .sorted(Comparator.comparing(Candidate::path)).toList();
  }

  static Optional<Candidate> candidate(UsbSerialKinds kinds, String path, int vendor, int product,
      String serial) {
    if (vendor < 0 || product < 0) {
      return Optional.empty();
    }
    return kinds.name(vendor, product).map(kind -> new Candidate(path, "%04x-%04x".formatted(vendor, product),
        serial == null || serial.equals("Unknown") ? "" : serial, kind));
  }

  /**
   * Opens {@code name} again and again.
   *
   * @param name a path, or {@link #AUTO}
   * @param waker told on a thread of the library when bytes have arrived or the device is gone
   * @param writer has a thread for each open port while it writes, which may block
   */
  public static SerialPortSource source(String name, Runnable waker, Executor writer) {
    return name.equals(AUTO)
        ? new AutomaticPortSource(SerialPorts::candidates, path -> open(path, waker, writer))
        : () -> open(name, waker, writer);
  }

  private static SerialPortSource.Opening open(String path, Runnable waker, Executor writer) {
    com.fazecast.jSerialComm.SerialPort port;
    try {
      port = com.fazecast.jSerialComm.SerialPort.getCommPort(path);
    } catch (SerialPortInvalidPortException absent) {
      return new SerialPortSource.Opening.Refused(path + " does not exist");
    }
    port.setComPortParameters(BAUD, 8, com.fazecast.jSerialComm.SerialPort.ONE_STOP_BIT,
        com.fazecast.jSerialComm.SerialPort.NO_PARITY);
    port.setFlowControl(com.fazecast.jSerialComm.SerialPort.FLOW_CONTROL_DISABLED);
    port.setComPortTimeouts(com.fazecast.jSerialComm.SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
    // DTR and RTS stay asserted, the library's default: boards with their own USB send nothing without DTR, and on
    // those with a bridge one of the two alone means reset or bootloader.
    if (!port.openPort()) {
      // The error code means something only now: after a success it may be 25.
      return new SerialPortSource.Opening.Refused(
          path + " cannot be opened (error " + port.getLastErrorCode() + "): in use, or not allowed");
    }
    Optional<Candidate> usb = candidate(new UsbSerialKinds(), path, port.getVendorID(), port.getProductID(),
        port.getSerialNumber());
    SerialPort opened = new NativeSerialPort(path, UsbSerialNumber.hardwareId(path, usb), port, waker,
        writer);
    return new SerialPortSource.Opening.Opened(opened);
  }
}
