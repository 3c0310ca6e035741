package org.sheratan.edge.doctor;

import java.util.Optional;

import org.sheratan.edge.config.Config;

/** The package's service may use USB serial ports only, and start no confined programs, until it is given more. */
final class ServiceDevices implements Examination {
  private static final String GIVEN = "/etc/systemd/system/sheratan-edge.service.d/";
  private static final String TO_GIVE = "/usr/share/sheratan-edge/devices/";

  @Override
  public String id() {
    return "service-devices";
  }

  @Override
  public boolean goesByConfiguration() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    if (!patient.ofService()) {
      return well("this node is not the package's service");
    }
    Optional<String> missing = missing(patient);
    return missing.isEmpty()
        ? well("the service may use what is asked for")
        : wrong("the service may not use it yet: link it, then 'sudo systemctl daemon-reload' and restart",
            "sudo install -d " + GIVEN + " && sudo ln -s " + TO_GIVE + missing.get() + " " + GIVEN);
  }

  private static Optional<String> missing(Patient patient) {
    String console = patient.system()
        .real(patient.setup().config().map(config -> config.console().device()).orElse(""));
    String modem = patient.system()
        .real(patient.radio().filter(radio -> radio.board().equals(Config.Radio.MODEM))
            .map(Config.Radio::port).orElse(""));
    boolean header = BoardChosen.onHeader(patient).isPresent();
    if (header && !given(patient, "header.conf")) {
      return Optional.of("header.conf");
    }
    if (!header && !InputPins.listed(patient).isEmpty() && !given(patient, "header.conf")
        && !given(patient, "gpio.conf")) {
      return Optional.of("gpio.conf");
    }
    boolean uart = (console + " " + modem).matches(".*/dev/tty(S|AMA)[0-9].*");
    if (uart && !given(patient, "uart.conf")) {
      return Optional.of("uart.conf");
    }
    if (console.matches("/dev/ttyGS[0-9]+") && !given(patient, "gadget.conf")) {
      return Optional.of("gadget.conf");
    }
    boolean programs = patient.setup().config().filter(config -> !config.tool().commands().isEmpty())
        .isPresent();
    return programs && !given(patient, "programs.conf") ? Optional.of("programs.conf") : Optional.empty();
  }

  private static boolean given(Patient patient, String file) {
    return patient.system().has(GIVEN + file);
  }
}
