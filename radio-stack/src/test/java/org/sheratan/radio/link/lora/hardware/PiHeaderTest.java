package org.sheratan.radio.link.lora.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.spi.Spi;
import com.pi4j.plugin.mock.provider.spi.MockSpi;
import com.pi4j.plugin.mock.provider.spi.MockSpiProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.radio.link.lora.BusLostException;

/** What can be tested of the way to real hardware without any: see docs/hardware.md. */
class PiHeaderTest {
  private static final BoardProfile BOARD = BoardCatalog.builtIn().find("rak6421-rak13300-slot2")
      .orElseThrow();

  @TempDir
  Path dev;

  private void create(String file) throws IOException {
    Files.createFile(dev.resolve(file));
  }

  private String refusal() {
    BoardOpening opening = new PiHeader(dev, task -> {}, () -> {}).open(BOARD);
    return ((BoardOpening.Refused) opening).why();
  }

  @Test
  void shouldTellHowToEnableSpi() {
    assertEquals(dev + "/spidev0.1 is missing: enable SPI (docs/hardware.md), then reboot",
        refusal());
  }

  @Test
  void shouldTellWhenThereAreNoPins() throws IOException {
    create("spidev0.1");
    assertEquals(dev + "/gpiochip* is missing: this machine has no pins, or its kernel no GPIO driver",
        refusal());
  }

  @Test
  void shouldBeContentWithOneUsableChip() throws IOException {
    create("spidev0.1");
    create("gpiochip0");
    create("gpiochip4");
    assertEquals(Optional.empty(), new DeviceFiles(dev).obstacle(BOARD));
  }

  /** Files stand where devices should: Pi4J refuses, and nothing but a refusal comes out. */
  @Test
  void shouldTellWhatThePi4jSaysAboutOtherTrouble() throws IOException {
    create("spidev0.1");
    create("gpiochip0");
    String why = refusal();
    assertTrue(why.startsWith("RAK6421 Pi HAT with RAK13300 in slot 2 cannot be opened: "), why);
    assertTrue(why.endsWith("; does another program use its pins?"), why);
  }

  @Test
  void shouldTransferInPlace() {
    Context context = Pi4J.newContextBuilder().noAutoDetect().add(MockSpiProvider.newInstance()).build();
    try {
      MockSpi spi = (MockSpi) context.create(Spi.newConfigBuilder(context).id("spi").bus(0).address(0)
          .provider(MockSpiProvider.ID).build());
      spi.write(new byte[]{1, 2, 3});
      byte[] bytes = {7, 8, 9};
      new PiSpiBus(spi).transfer(bytes);
      assertArrayEquals(new byte[]{1, 2, 3}, bytes);
      assertArrayEquals(new byte[]{7, 8, 9}, spi.readEntireMockBuffer());
    } finally {
      context.shutdown();
    }
  }

  @Test
  void shouldTellALostBus() {
    Context context = Pi4J.newContextBuilder().noAutoDetect().add(MockSpiProvider.newInstance()).build();
    try {
      Spi broken = new MockSpi(context.provider(MockSpiProvider.ID),
          Spi.newConfigBuilder(context).id("spi").bus(0)
              .address(0).build()) {
        @Override
        public int transfer(byte[] write, int writeOffset, byte[] read, int readOffset, int numberOfBytes) {
          return -1;
        }
      };
      assertThrows(BusLostException.class, () -> new PiSpiBus(broken).transfer(new byte[2]));
    } finally {
      context.shutdown();
    }
  }
}
