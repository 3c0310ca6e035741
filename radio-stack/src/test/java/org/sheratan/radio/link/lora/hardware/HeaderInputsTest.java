package org.sheratan.radio.link.lora.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be tested of the way to real pins without any: see docs/hardware.md. */
class HeaderInputsTest {
  @TempDir
  Path dev;

  private String refusal() {
    return ((InputOpening.Refused) new HeaderInputs(dev).take(17, InputPull.UP, true)).why();
  }

  @Test
  void shouldTellWhenThereAreNoPins() {
    assertEquals(dev + "/gpiochip* is missing: this machine has no pins, or its kernel no GPIO driver",
        refusal());
  }

  /** A file stands where a device should: Pi4J refuses, and nothing but a refusal comes out. */
  @Test
  void shouldTellWhatThePi4jSaysAboutOtherTrouble() throws IOException {
    Files.createFile(dev.resolve("gpiochip0"));
    String why = refusal();
    assertTrue(why.startsWith("pin 17 cannot be opened: "), why);
    assertTrue(why.endsWith("; does another program use it? Try: gpioinfo"), why);
  }

  /** GPIOHANDLE_REQUEST_ACTIVE_LOW and BIAS flags, as libgpiod 1.6 numbers them (gpiod.h). */
  @Test
  void shouldAskForResistorAndSenseAsLibgpiodNumbersThem() {
    assertEquals(8, GpioPins.flags(InputPull.NONE, false));
    assertEquals(16, GpioPins.flags(InputPull.DOWN, false));
    assertEquals(32 + 4, GpioPins.flags(InputPull.UP, true));
  }

  @Test
  void shouldKnowEveryPinThatABoardIsWiredTo() {
    BoardCatalog boards = BoardCatalog.builtIn();
    assertEquals(Set.of(7, 8, 9, 10, 11, 12, 13, 16, 18, 20, 21),
        boards.find("meshadv-pi").orElseThrow().wired());
    assertEquals(Set.of(7, 8, 9, 10, 11, 25), boards.find("uputronics-ce0").orElseThrow().wired());
  }
}
