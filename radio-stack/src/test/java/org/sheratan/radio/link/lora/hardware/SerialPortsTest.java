package org.sheratan.radio.link.lora.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.link.lora.SerialPortSource;

class SerialPortsTest {
  private final UsbSerialKinds kinds = new UsbSerialKinds();

  private static SerialPorts.Candidate board(String path, String serial) {
    return new SerialPorts.Candidate(path, "10c4-ea60", serial, "Silicon Labs CP210x");
  }

  @Test
  void shouldTakeBridgesOfLoraBoardsForCandidatesAndNothingElse() {
    assertEquals("10c4-ea60",
        SerialPorts.candidate(kinds, "/dev/ttyUSB0", 0x10c4, 0xea60, "0001").orElseThrow().usbId());
    assertTrue(SerialPorts.candidate(kinds, "/dev/ttyACM0", 0x239a, 0x8029, "ABC").orElseThrow().kind()
        .contains("RAK4631"));
    assertEquals(Optional.empty(), SerialPorts.candidate(kinds, "/dev/ttyACM1", 0x1546, 0x01a8, "GPS"));
    assertEquals(Optional.empty(), SerialPorts.candidate(kinds, "/dev/ttyUSB1", 0x10c4, 0x0001, "modem"));
    assertEquals(Optional.empty(), SerialPorts.candidate(kinds, "/dev/ttyAMA0", -1, -1, "Unknown"));
    assertEquals("",
        SerialPorts.candidate(kinds, "/dev/ttyACM0", 0x303a, 0x1001, "Unknown").orElseThrow().serial());
    assertEquals("",
        SerialPorts.candidate(kinds, "/dev/ttyACM0", 0x303a, 0x1001, null).orElseThrow().serial());
  }

  @Test
  void shouldListWithoutOpeningAnything() {
    SerialPorts.candidates().forEach(candidate -> assertTrue(candidate.path().startsWith("/dev/")));
  }

  @Test
  void shouldKnowADeviceByItsSerialNumberOnlyIfThatTells() {
    assertEquals("usb-10c4-ea60-A1B2C3D4",
        UsbSerialNumber.hardwareId("/dev/ttyUSB0", Optional.of(board("/dev/ttyUSB0", "A1B2C3D4"))));
    for (String useless : List.of("", "0001", "00000000", "000000001", "1234567890", "AB")) {
      assertEquals("/dev/ttyUSB0",
          UsbSerialNumber.hardwareId("/dev/ttyUSB0", Optional.of(board("/dev/ttyUSB0", useless))), useless);
    }
    assertEquals("/tmp/pty", UsbSerialNumber.hardwareId("/tmp/pty", Optional.empty()));
  }

  @Test
  void shouldTryOneCandidateAtEachOpeningAndComeRound() {
    List<SerialPorts.Candidate> plugged = new ArrayList<>(
        List.of(board("/dev/ttyUSB1", ""), board("/dev/ttyUSB0", "")));
    List<String> opened = new ArrayList<>();
    AutomaticPortSource source = new AutomaticPortSource(() -> plugged, path -> {
      opened.add(path);
      return new SerialPortSource.Opening.Refused(path);
    });
    source.open();
    source.open();
    plugged.add(board("/dev/ttyACM0", ""));
    source.open();
    plugged.removeIf(candidate -> candidate.path().equals("/dev/ttyUSB0"));
    source.open();
    source.open();
    assertEquals(
        List.of("/dev/ttyUSB0", "/dev/ttyUSB1", "/dev/ttyACM0", "/dev/ttyUSB1", "/dev/ttyACM0"), opened);
    plugged.clear();
    assertEquals(
        new SerialPortSource.Opening.Refused("no USB device that could be a LoRa board is plugged in"),
        source.open());
  }

  @Test
  void shouldOpenTheSameDeviceAgainUnderWhateverNameItCameBack() {
    List<SerialPorts.Candidate> plugged = new ArrayList<>(
        List.of(board("/dev/ttyACM0", "A1B2C3D4"), board("/dev/ttyUSB0", "")));
    List<String> opened = new ArrayList<>();
    AutomaticPortSource source = new AutomaticPortSource(() -> plugged, path -> {
      opened.add(path);
      return new SerialPortSource.Opening.Refused(path);
    });
    source.openAgain();
    source.openAgain();
    plugged.set(0, board("/dev/ttyACM1", "A1B2C3D4"));
    source.openAgain();
    plugged.removeFirst();
    source.openAgain();
    source.open();
    source.openAgain();
    assertEquals(List.of("/dev/ttyACM0", "/dev/ttyACM0", "/dev/ttyACM1", "/dev/ttyACM1", "/dev/ttyUSB0",
        "/dev/ttyUSB0"), opened);
  }

  @Test
  void shouldRefuseAPathThatDoesNotExist() {
    SerialPortSource.Opening opening = SerialPorts.source("/dev/ttyNOSUCH9", () -> {}, Runnable::run).open();
    assertEquals("/dev/ttyNOSUCH9 does not exist",
        assertInstanceOf(SerialPortSource.Opening.Refused.class, opening).why());
  }
}
