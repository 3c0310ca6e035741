package org.sheratan.edge.doctor;

import java.util.Optional;
import java.util.stream.Stream;

import org.sheratan.edge.config.Config;

/** Whether the ports are there on which a modem or a console should hang. */
final class SerialDevice implements Examination {
  @Override
  public String id() {
    return "serial-port";
  }

  @Override
  public boolean goesByConfiguration() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    if (!patient.system().has("/dev")) {
      return unknown("this machine does not list its devices");
    }
    String console = patient.setup().config().map(config -> config.console().device()).orElse("");
    if (!console.isEmpty() && !patient.system().has(console)) {
      return wrong("the console's " + console + " is missing", "ls -l /dev/serial/by-id");
    }
    Optional<String> port = patient.radio().filter(radio -> radio.board().equals(Config.Radio.MODEM))
        .map(Config.Radio::port);
    if (port.isEmpty()) {
      return well(console.isEmpty() ? "none is asked for" : console + " is there");
    }
    if (port.get().startsWith("/")) {
      return patient.system().has(port.get())
          ? well(port.get() + " is there")
          : wrong("the modem's " + port.get() + " is missing", "ls -l /dev/serial/by-id");
    }
    long found = Stream.of("ttyUSB*", "ttyACM*")
        .mapToLong(glob -> patient.system().list("/dev", glob).size()).sum();
    return found > 0
        ? well(found + " on USB")
        : wrong("no serial port is on USB: plug the board in, with a cable that has data lines", "lsusb");
  }
}
