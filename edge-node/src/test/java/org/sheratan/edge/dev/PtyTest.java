package org.sheratan.edge.dev;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.radio.link.lora.BusLostException;
import org.sheratan.radio.link.lora.SerialPort;
import org.sheratan.radio.link.lora.SerialPortSource;
import org.sheratan.radio.link.lora.hardware.SerialPorts;

/** Real pseudo terminals, and the real serial port on their other ends. */
class PtyTest {
  private static final Executor WRITERS = task -> Thread.ofPlatform().daemon().start(task);
  private static final int PATIENCE_S = 30;

  @TempDir
  private Path folder;
  private final Semaphore news = new Semaphore(0);

  private SerialPortSource source(Path link) {
    return SerialPorts.source(link.toString(), news::release, WRITERS);
  }

  private SerialPort open(Path link) {
    return assertInstanceOf(SerialPortSource.Opening.Opened.class, source(link).open()).port();
  }

  private byte[] receive(SerialPort port, int length) throws InterruptedException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    byte[] chunk = new byte[64];
    while (received.size() < length) {
      int count = port.read(chunk);
      received.write(chunk, 0, count);
      if (count == 0) {
        assertTrue(news.tryAcquire(PATIENCE_S, TimeUnit.SECONDS), "only " + received.size() + " bytes came");
      }
    }
    return received.toByteArray();
  }

  private static byte[] receive(Pty pty, int length) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    while (received.size() < length) {
      byte[] some = pty.read(PATIENCE_S * 1_000);
      assertTrue(some.length > 0, "only " + received.size() + " bytes came");
      received.writeBytes(some);
    }
    return received.toByteArray();
  }

  private static byte[] everyByte() {
    byte[] all = new byte[256];
    for (int value = 0; value < 256; value++) {
      all[value] = (byte) value;
    }
    return all;
  }

  @Test
  void shouldCarryAllByteValuesBothWays() throws Exception {
    Path link = folder.resolve("modem");
    try (Pty pty = Pty.open(link); SerialPort port = open(link)) {
      port.write(everyByte());
      assertArrayEquals(everyByte(), receive(pty, 256));
      pty.write(everyByte());
      assertArrayEquals(everyByte(), receive(port, 256));
      assertEquals(link.toString(), port.name());
      assertEquals(link.toString(), port.hardwareId(), "no USB device, so the path has to do");
    }
  }

  @Test
  void shouldLetTheLastWordsOutBeforeItCloses() throws Exception {
    Path link = folder.resolve("modem");
    try (Pty pty = Pty.open(link)) {
      SerialPort port = open(link);
      port.write(new byte[]{1, 2, 3});
      port.write(new byte[]{4});
      port.close();
      assertArrayEquals(new byte[]{1, 2, 3, 4}, receive(pty, 4));
    }
  }

  @Test
  void shouldTellWhetherSomebodyHasItOpen() throws Exception {
    Path link = folder.resolve("modem");
    try (Pty pty = Pty.open(link)) {
      assertFalse(pty.inUse());
      assertEquals(0, pty.read(0).length);
      try (SerialPort port = open(link)) {
        assertTrue(pty.inUse(), port.name());
      }
      assertFalse(pty.inUse());
    }
  }

  @Test
  void shouldBeLostOnceWhenUnpluggedAndBackWhenPluggedIn() throws Exception {
    Path link = folder.resolve("modem");
    Pty pty = Pty.open(link);
    SerialPort port = open(link);
    pty.close();
    assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
    assertTrue(news.tryAcquire(PATIENCE_S, TimeUnit.SECONDS), "nobody noticed");
    assertThrows(BusLostException.class, () -> port.read(new byte[1]));
    assertThrows(BusLostException.class, () -> port.write(new byte[1]));
    port.close();
    assertFalse(news.tryAcquire(300, TimeUnit.MILLISECONDS), "told again and again");
    SerialPortSource.Opening.Refused refused = assertInstanceOf(SerialPortSource.Opening.Refused.class,
        source(link).open());
    assertEquals(link + " does not exist", refused.why());

    try (Pty again = Pty.open(link); SerialPort back = open(link)) {
      again.write(new byte[]{1, 2, 3});
      assertArrayEquals(new byte[]{1, 2, 3}, receive(back, 3));
    }
  }

  @Test
  void shouldRefuseAPortThatSomebodyElseHasOpen() throws Exception {
    Path link = folder.resolve("modem");
    try (Pty pty = Pty.open(link); SerialPort port = open(link)) {
      assertTrue(pty.inUse(), port.name());
      assertInstanceOf(SerialPortSource.Opening.Refused.class, source(link).open());
    }
  }

  @Test
  void shouldReplaceOnlyALink() throws Exception {
    Path link = folder.resolve("modem");
    Files.createSymbolicLink(link, Path.of("/dev/pts/99999"));
    try (Pty pty = Pty.open(link)) {
      assertEquals(pty.device(), Files.readSymbolicLink(link));
    }
    Files.writeString(link, "somebody's file");
    assertThrows(IOException.class, () -> Pty.open(link));
    assertEquals("somebody's file", Files.readString(link));
  }

  @Test
  void shouldNotTakeThePathOfAnotherTerminal() throws Exception {
    Path link = folder.resolve("modem");
    try (Pty first = Pty.open(link)) {
      IOException refused = assertThrows(IOException.class, () -> Pty.open(link));
      assertTrue(refused.getMessage().contains("another emulator's terminal"), refused.getMessage());
      assertEquals(first.device(), Files.readSymbolicLink(link));
    }
    IOException nowhere = assertThrows(IOException.class, () -> Pty.open(folder.resolve("none/modem")));
    assertTrue(nowhere.getMessage().contains("there is no folder"), nowhere.getMessage());
  }

  @Test
  void shouldLoseWhatNobodyReadsWithoutWaiting() throws Exception {
    Path link = folder.resolve("modem");
    try (Pty pty = Pty.open(link)) {
      for (int round = 0; round < 100; round++) {
        pty.write(new byte[4096]);
      }
    }
  }

  @Test
  void shouldCallADeviceThatTakesNothingLost() throws Exception {
    Path link = folder.resolve("modem");
    try (Pty pty = Pty.open(link); SerialPort port = open(link)) {
      assertTrue(pty.inUse());
      BusLostException lost = assertThrows(BusLostException.class, () -> {
        for (int round = 0; round < 100; round++) {
          port.write(new byte[4096]);
        }
      });
      assertTrue(lost.getMessage().contains("takes nothing"), lost.getMessage());
    }
  }
}
