package org.sheratan.edge.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.doctor.Finding.State;

/** Checks of the way from a configured radio to the air. */
class RadioChecksTest {
  private static final String HEADER = "[radio]\nboard = \"meshadv-pi\"\n";
  private static final String MODEM = "[radio]\nboard = \"modem\"\nregion = \"EU868\"\n";
  @TempDir
  private Path root;
  private MadeUpMachine machine;

  @BeforeEach
  void makeUp() {
    machine = new MadeUpMachine(root);
  }

  @Test
  void shouldAskForNothingWithoutARadio() {
    for (String check : new String[]{"board", "spi", "serial-port", "groups", "service-devices", "radio",
        "region", "antenna", "airtime"}) {
      assertEquals(State.WELL, machine.find(check).state(), check);
    }
  }

  @Test
  void shouldMissTheRegionAndTheAntenna() {
    machine.toml("[radio]\nboard = \"modem\"\n").shouldBe(State.WRONG, "region",
        "none is chosen, so the radio only listens; sheratan region set NAME chooses one of these",
        "sheratan region list");
    assertEquals(MadeUpMachine.EDIT, machine.find("antenna").fix());
    machine.toml(MODEM + "antenna_confirmed = true\n").shouldBe(State.WELL, "region", "EU868", "");
    machine.shouldBe(State.WELL, "antenna", "somebody has confirmed it", "");
  }

  @Test
  void shouldRepeatWhatTheLawDoesNotAllow() {
    machine.toml(MODEM).answers("/api/v1/radio", "{\"state\":\"up\",\"may_transmit\":false,\"law\":{\"rule\":"
        + "\"power\",\"asked\":\"27 dBm\",\"allowed\":\"14 dBm\",\"advice\":\"lower [radio] power_dbm\"}}");
    machine.shouldBe(State.WRONG, "region",
        "EU868 does not allow 27 dBm (allowed: 14 dBm): lower [radio] power_dbm", MadeUpMachine.EDIT);
  }

  @Test
  void shouldTellABoardThatNobodyKnowsOrAnotherOneThanPlugged() {
    machine.toml("[radio]\nboard = \"no-such-board\"\n");
    assertTrue(machine.find("board").fact().startsWith("no board is called no-such-board"));
    machine.toml(HEADER).file("/proc/device-tree/hat/product", "MeshAdv Mini\0");
    machine.shouldBe(State.WRONG, "board",
        "the configuration says meshadv-pi, the plugged board says meshadv-mini", MadeUpMachine.EDIT);
    machine.file("/proc/device-tree/hat/product", "MESHADV-PI\0");
    assertEquals(State.WELL, machine.find("board").state());
  }

  @Test
  void shouldTellThatSpiIsOff() {
    machine.toml(HEADER).shouldBe(State.WRONG, "spi",
        "/dev/spidev0.0 is missing: switch SPI on, then restart the machine",
        "sudo raspi-config nonint do_spi 0");
    machine.file("/boot/firmware/config.txt", "# radio", "dtparam=i2c_arm=on,spi=on")
        .shouldBe(State.WRONG, "spi", "/dev/spidev0.0 is missing, but SPI is switched on for the next start",
            "sudo reboot");
    machine.file("/dev/spidev0.0").shouldBe(State.WELL, "spi", "/dev/spidev0.0 is there", "");
  }

  @Test
  void shouldNameTheCardsFileWhereTheMachineWasStartedFromTheImage() {
    machine.toml(HEADER).folder("/var/lib/sheratan-card")
        .file("/boot/firmware/sheratan-board.txt", "# Nothing on the header: board = modem.")
        .shouldBe(State.WRONG, "spi", "/dev/spidev0.0 is missing: name the board under [radio] in"
            + " /boot/firmware/sheratan.toml, then restart the machine",
            "sudoedit /boot/firmware/sheratan.toml");
    machine.file("/boot/firmware/sheratan-board.txt", "# SPI", "dtoverlay=sheratan-header")
        .shouldBe(State.WRONG, "spi", "/dev/spidev0.0 is missing, but SPI is switched on for the next start",
            "sudo reboot");
  }

  @Test
  void shouldMissTheModem() {
    machine.toml(MODEM).shouldBe(State.WRONG, "serial-port",
        "no serial port is on USB: plug the board in, with a cable that has data lines", "lsusb");
    machine.file("/dev/ttyACM0").shouldBe(State.WELL, "serial-port", "1 on USB", "");
    machine.toml(MODEM + "port = \"/dev/ttyUSB7\"\n").shouldBe(State.WRONG, "serial-port",
        "the modem's /dev/ttyUSB7 is missing", "ls -l /dev/serial/by-id");
    machine.toml("[console]\ndevice = \"/dev/ttyS0\"\n").shouldBe(State.WRONG, "serial-port",
        "the console's /dev/ttyS0 is missing", "ls -l /dev/serial/by-id");
  }

  @Test
  void shouldMissTheGroupsOfTheDevices() throws IOException {
    machine.toml(HEADER);
    assertEquals(State.UNKNOWN, machine.find("groups").state());
    machine.file("/etc/group", "spi:x:9:other,sheratan", "gpio:x:10:other");
    machine.shouldBe(State.WRONG, "groups", "sheratan is not in gpio; log in again after that",
        "sudo usermod -aG gpio sheratan");
    machine.file("/etc/passwd", "sheratan:x:1000:10:::/bin/sh");
    machine.shouldBe(State.WELL, "groups", "sheratan is in spi, gpio", "");
    machine.lockHeldBy(8, "java").file("/proc/8/status", "Name: java", "Gid:\t10\t10\t10\t10", "Groups:\t");
    machine.shouldBe(State.WRONG, "groups", "the node was started before sheratan came into spi, gpio",
        "sudo systemctl restart sheratan-edge");
    machine.user(Optional.of("root")).shouldBe(State.WELL, "groups", "root may use all devices", "");
    machine.user(Optional.empty());
    assertEquals(State.UNKNOWN, machine.find("groups").state());
  }

  @Test
  void shouldTellWhatTheServiceMayNotUseYet() {
    String link = "sudo install -d /etc/systemd/system/sheratan-edge.service.d/ && sudo ln -s"
        + " /usr/share/sheratan-edge/devices/%s /etc/systemd/system/sheratan-edge.service.d/";
    machine.toml(HEADER);
    assertEquals(link.formatted("header.conf"), machine.find("service-devices").fix());
    machine.file("/etc/systemd/system/sheratan-edge.service.d/header.conf");
    assertEquals(State.WELL, machine.find("service-devices").state());
    machine.toml(MODEM + "port = \"/dev/ttyAMA0\"\n");
    assertEquals(link.formatted("uart.conf"), machine.find("service-devices").fix());
    machine.toml("[console]\ndevice = \"/dev/ttyGS0\"\n");
    assertEquals(link.formatted("gadget.conf"), machine.find("service-devices").fix());
    machine.toml("""
        [[tool.command]]
        name = "words"
        description = "Counts."
        program = "/usr/bin/wc"
        arguments = []
        schema = "{}"
        """);
    assertEquals(link.formatted("programs.conf"), machine.find("service-devices").fix());
    assertEquals(State.WELL, machine.toml(MODEM).find("service-devices").state());
  }

  @Test
  void shouldTellWhatPinsListedAsSensorsLack() {
    String door = "[[tool.gpio]]\nname = \"door\"\nbcm = 25\n";
    machine.toml(door).file("/etc/group", "spi:x:9:sheratan", "gpio:x:10:other");
    machine.shouldBe(State.WRONG, "gpio", "/dev/gpiochip* is missing: this machine has no pins, or its kernel"
        + " no GPIO driver; without pins, take [[tool.gpio]] out", MadeUpMachine.EDIT);
    machine.file("/dev/gpiochip0").shouldBe(State.WELL, "gpio", "gpio/door on pin 25", "");
    machine.shouldBe(State.WRONG, "groups", "sheratan is not in gpio; log in again after that",
        "sudo usermod -aG gpio sheratan");
    assertTrue(machine.find("service-devices").fix().contains("/devices/gpio.conf "));
    machine.file("/etc/systemd/system/sheratan-edge.service.d/header.conf");
    assertEquals(State.WELL, machine.find("service-devices").state());
    machine.toml(door + "[radio]\nboard = \"uputronics-ce0\"\n");
    assertEquals(MadeUpMachine.EDIT, machine.find("gpio").fix());
    assertEquals(State.WELL, machine.toml(door + "[tool]\nsensors = false\n").find("gpio").state());
  }

  @Test
  void shouldFollowTheNameThatRaspberryPiOsGivesTheUart() throws IOException {
    machine.toml("[console]\ndevice = \"/dev/serial0\"\n");
    assertEquals(State.WELL, machine.find("service-devices").state());
    machine.file("/dev/ttyS0");
    Files.createSymbolicLink(machine.at("/dev/serial0"), Path.of("ttyS0"));
    assertTrue(machine.find("service-devices").fix().contains("uart.conf"));
    machine.file("/etc/systemd/system/sheratan-edge.service.d/uart.conf");
    assertEquals(State.WELL, machine.find("service-devices").state());
  }

  @Test
  void shouldRepeatWhatTheRadioSaysOfItself() {
    machine.toml(MODEM).shouldBe(State.UNKNOWN, "radio", "only the running node can ask it", "");
    machine.answers("/api/v1/radio", "{\"state\":\"down\",\"why\":\"RNode is made for 433 MHz\","
        + "\"fault\":\"wrong_band\",\"advice\":\"use a board made for the region's band\"}");
    machine.shouldBe(State.WRONG, "radio",
        "RNode is made for 433 MHz (wrong_band): use a board made for the region's band",
        "sheratan region list");
    for (String fault : new String[]{"unflashed", "unprovisioned"}) {
      machine.answers("/api/v1/radio", "{\"state\":\"down\",\"why\":\"x\",\"fault\":\"" + fault + "\"}");
      assertEquals("rnodeconf --autoinstall", machine.find("radio").fix());
    }
    machine.answers("/api/v1/radio", "{\"state\":\"up\",\"board\":\"Heltec V3\",\"may_transmit\":true}");
    machine.shouldBe(State.WELL, "radio", "Heltec V3 is up", "");
  }

  @Test
  void shouldTellTroubleWithTheAirtimeRecord() {
    String dir = "airtime_dir = \"" + root + "/airtime\"\n";
    machine.toml(MODEM + dir).shouldBe(State.WELL, "airtime",
        "begins with the first start, in " + root + "/airtime", "");
    machine.file("/airtime", "no folder");
    assertEquals(State.UNKNOWN, machine.find("airtime").state());
    machine.answers("/api/v1/radio", "{\"state\":\"up\",\"airtime_trouble\":\"another program uses it\"}");
    machine.shouldBe(State.WRONG, "airtime", "another program uses it", "sheratan radio airtime");
  }
}
