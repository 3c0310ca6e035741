package org.sheratan.edge.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.daemon.Shutdown;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.emulator.RnodeBoard;
import org.sheratan.radio.emulator.RnodeFault;
import org.sheratan.radio.ether.Position;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;

/** Emulated modems in real time, on real terminals, over loopback; real drivers on real ports. */
class ModemEmulatorTest {
  @TempDir
  private Path folder;
  private final SystemClock clock = new SystemClock();
  private final Semaphore news = new Semaphore(0);

  /** One emulator, as a process of its own would run it. */
  private static final class Running implements AutoCloseable {
    private final Shutdown shutdown = new Shutdown();
    private final ModemEmulator emulator;
    private final Thread thread;

    Running(Path link, InetSocketAddress ether, boolean meshCore, RnodeFault fault) throws Exception {
      emulator = new ModemEmulator(
          new EmulatorPlan(link, meshCore, RnodeBoard.HELTEC_V3, fault, false, Position.ORIGIN, 0, ether),
          shutdown);
      thread = Thread.ofPlatform().daemon().start(() -> {
        try {
          emulator.run();
        } catch (InterruptedException stopping) {
          Thread.currentThread().interrupt();
        }
      });
    }

    @Override
    public void close() throws IOException {
      shutdown.ask();
      boolean ended = joined();
      emulator.close();
      assertTrue(ended, "the emulator goes on");
    }

    private boolean joined() {
      try {
        thread.join(30_000);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
      return !thread.isAlive();
    }
  }

  private LiveRadio radio(Path link) {
    LiveRadio radio = new LiveRadio(link, clock, news);
    radio.begin();
    return radio;
  }

  @Test
  void canCarryFramesBetweenTwoModemsAndSurviveTheLossOfOne() throws Exception {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    InetSocketAddress ether = SharedEtherTest.somewhere();
    Running first = new Running(one, ether, false, RnodeFault.NONE);
    try (Running second = new Running(two, ether, false, RnodeFault.NONE)) {
      LiveRadio left = radio(one);
      LiveRadio right = radio(two);
      List<LiveRadio> both = List.of(left, right);
      LiveRadio.until(clock, news, both,
          all -> all.stream().allMatch(each -> each.has(RadioEvent.Ready.class)));
      carry(left, right, Bytes.hex("00C0DB01FF"), both);
      carry(right, left, Bytes.hex("0102"), both);

      first.close();
      assertTrue(Files.notExists(one, LinkOption.NOFOLLOW_LINKS));
      LiveRadio.until(clock, news, both, all -> left.has(RadioEvent.Failed.class));
      assertEquals(RadioFault.LOST, ((RadioEvent.Failed) left.events.getLast()).fault());
      left.events.clear();
      first = new Running(one, ether, false, RnodeFault.NONE);
      left.begin();
      LiveRadio.until(clock, news, both, all -> left.has(RadioEvent.Ready.class));
      carry(right, left, Bytes.hex("03"), both);
      left.radio.end(clock.monoMs());
      right.radio.end(clock.monoMs());
      assertTrue(second.emulator.malformed() == 0);
    } finally {
      first.close();
    }
  }

  private void carry(LiveRadio from, LiveRadio to, Bytes frame, List<LiveRadio> all)
      throws InterruptedException {
    LiveRadio.until(clock, news, all, each -> from.radio.accepts());
    from.events.clear();
    to.events.clear();
    from.radio.transmit(frame, clock.monoMs());
    LiveRadio.until(clock, news, all,
        each -> to.has(RadioEvent.Received.class) && from.has(RadioEvent.Transmitted.class));
    RadioEvent.Received received = (RadioEvent.Received) to.events.stream()
        .filter(RadioEvent.Received.class::isInstance).findFirst().orElseThrow();
    assertEquals(frame, received.frame());
  }

  @Test
  void canBeFoundAsAMeshCoreModem() throws Exception {
    Path link = folder.resolve("mesh");
    try (Running running = new Running(link, SharedEtherTest.somewhere(), true, RnodeFault.NONE)) {
      LiveRadio radio = radio(link);
      LiveRadio.until(clock, news, List.of(radio), all -> radio.has(RadioEvent.Ready.class));
      RadioEvent.Ready ready = (RadioEvent.Ready) radio.events.getFirst();
      assertTrue(ready.transmitter().id().startsWith("meshcore:"), running.emulator.device().toString());
      radio.radio.end(clock.monoMs());
    }
  }

  @Test
  void shouldNotStartWhereAFileStands() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    InetSocketAddress ether = SharedEtherTest.somewhere();
    IOException refused = assertThrows(IOException.class,
        () -> new Running(file, ether, false, RnodeFault.NONE));
    assertTrue(refused.getMessage().contains("no symbolic link"), refused.getMessage());
    assertEquals("kept", Files.readString(file));
  }
}
