package org.sheratan.edge.doctor;

import java.util.List;
import java.util.Optional;

import org.sheratan.radio.link.lora.hardware.BoardProfile;

/** A board on the header needs the SPI bus, which Raspberry Pi OS leaves off, and the card image until it knows the board. */
final class SpiBus implements Examination {
  private static final String CARD = "/boot/firmware/sheratan.toml";
  private static final String ASKED = "dtparam=(.*,)?spi(=on)?(,.*)?|dtoverlay=sheratan-header";

  @Override
  public String id() {
    return "spi";
  }

  @Override
  public boolean goesByConfiguration() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    Optional<BoardProfile> board = BoardChosen.onHeader(patient);
    if (board.isEmpty()) {
      return well("no board on the header is asked for");
    }
    String device = "/dev/" + board.get().spi().device();
    if (patient.system().has(device)) {
      return well(device + " is there");
    }
    boolean asked = List
        .of("/boot/firmware/config.txt", "/boot/firmware/sheratan-board.txt", "/boot/config.txt").stream()
        .flatMap(file -> patient.system().lines(file).stream())
        .anyMatch(line -> line.strip().matches(ASKED));
    if (asked && patient.system().list("/dev", "spidev*").isEmpty()) {
      return wrong(device + " is missing, but SPI is switched on for the next start", "sudo reboot");
    }
    if (patient.system().has("/var/lib/sheratan-card")) {
      return wrong(device + " is missing: name the board under [radio] in " + CARD
          + ", then restart the machine", "sudoedit " + CARD);
    }
    return wrong(device + " is missing: switch SPI on, then restart the machine",
        "sudo raspi-config nonint do_spi 0");
  }
}
