package org.sheratan.edge.dev;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

import org.sheratan.edge.daemon.Fatal;
import org.sheratan.edge.daemon.Shutdown;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.daemon.Threads;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.emulator.MeshCoreKissModem;
import org.sheratan.radio.emulator.RnodeModem;
import org.sheratan.radio.emulator.SerialDevice;
import org.sheratan.radio.ether.AirDatagram;
import org.sheratan.radio.ether.AirFaults;
import org.sheratan.radio.ether.AirFrame;
import org.sheratan.radio.ether.AirTap;
import org.sheratan.radio.ether.Airwaves;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.PathLoss;

/**
 * SIMULATION of one modem in real time: its host is any program that opens its terminal, its air is shared with
 * other processes. One thread owns air and modem; what terminal and network bring waits in a queue.
 */
public final class ModemEmulator implements AutoCloseable {
  private static final long LONGEST_WAIT_MS = 50;
  private static final int MICROS_PER_MS = 1_000;
  private static final long UNPLUG_AFTER_MS = 20_000;
  /** Equal in all processes, so that they agree on the ground. */
  private static final long GROUND_SEED = 1;
  private static final int IDENTITY_BYTES = 32;
  private static final int MAX_NAME_BYTES = 20;

  private final Shutdown shutdown;
  private final SystemClock clock = new SystemClock();
  private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final CountDownLatch lineEnded = new CountDownLatch(1);
  private final Threads threads = new Threads(new Fatal());
  private final long origin = new SystemRandomness().seed();
  private final Airwaves air = new Airwaves(new SeededEntropy(GROUND_SEED), PathLoss.BUILT_UP);
  private final SharedEther ether;
  private final PtyLine line;
  private final SerialDevice device;
  private long malformed;
  private long unsent;

  /** @throws IOException when terminal or ether are not to be had */
  public ModemEmulator(EmulatorPlan plan, Shutdown shutdown) throws IOException {
    this.shutdown = shutdown;
    this.ether = SharedEther.open(plan.ether());
    this.line = line(plan, shutdown);
    air.faults(AirFaults.losing(plan.loss()));
    air.tap(new AirTap() {
      @Override
      public void onBegin(AirFrame frame) {
        tellOthers(frame);
      }
    });
    this.device = device(plan);
  }

  /** The terminal as the system names it. */
  public Path device() {
    return line.device();
  }

  public int etherPort() {
    return ether.ownPort();
  }

  /** Datagrams from the ether that were no transmissions. */
  public long malformed() {
    return malformed;
  }

  /** Transmissions that the system did not let out to others. */
  public long unsent() {
    return unsent;
  }

  /** Returns when somebody asked for the shutdown, and the terminal is gone. */
  public void run() throws InterruptedException {
    threads.links().execute(this::runLine);
    threads.links().execute(() -> ether.receive(datagram -> inbox.add(() -> hear(datagram))));
    while (!shutdown.await(0)) {
      air.advance(nowMicros());
      long waitMs = Math.clamp((air.nextDueMicros() - nowMicros() + MICROS_PER_MS - 1) / MICROS_PER_MS, 0,
          LONGEST_WAIT_MS);
      Runnable next = inbox.poll(waitMs, TimeUnit.MILLISECONDS);
      while (next != null) {
        air.advance(nowMicros());
        next.run();
        next = inbox.poll();
      }
    }
    lineEnded.await();
  }

  @Override
  public void close() throws IOException {
    threads.close();
    ether.close();
  }

  private PtyLine line(EmulatorPlan plan, Shutdown until) throws IOException {
    try {
      return new PtyLine(plan.link(), plan.unplugged() ? UNPLUG_AFTER_MS : Long.MAX_VALUE, until);
    } catch (IOException refused) {
      close();
      throw refused;
    }
  }

  private SerialDevice device(EmulatorPlan plan) {
    // The same board at the same place over restarts: airtime is charged to it.
    CRC32 crc = new CRC32();
    crc.update(plan.link().toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
    int serial = (int) crc.getValue();
    String file = plan.link().getFileName().toString();
    String name = file.substring(0, Math.min(file.length(), MAX_NAME_BYTES)).replaceAll("[^ -~]", "?") + "-"
        + ProcessHandle.current().pid();
    Antenna antenna = air.attach(name, "emulated-%08x".formatted(serial), plan.position());
    SeededEntropy entropy = new SeededEntropy(origin);
    if (plan.meshCore()) {
      byte[] identity = new byte[IDENTITY_BYTES];
      for (int index = 0; index < Integer.BYTES; index++) {
        identity[index] = (byte) (serial >> 8 * index);
      }
      return new MeshCoreKissModem(antenna, entropy, Bytes.copyOf(identity), line::write);
    }
    return new RnodeModem(antenna, entropy, plan.board(), serial, plan.fault(), line::write);
  }

  private void runLine() {
    try {
      line.run(device, inbox::add);
    } catch (IOException broken) {
      throw new IllegalStateException("the terminal broke", broken);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      lineEnded.countDown();
    }
  }

  private void tellOthers(AirFrame frame) {
    try {
      ether.send(new AirDatagram(origin, frame).encode(air.nowMicros()));
    } catch (IOException lost) {
      // As any frame may be. Who shares the ether hears the next one.
      unsent++;
    }
  }

  private void hear(Bytes datagram) {
    try {
      AirDatagram heard = AirDatagram.decode(datagram, air.nowMicros());
      if (heard.origin() != origin) {
        air.inject(heard.sent());
      }
    } catch (MalformedException garbage) {
      malformed++;
    }
  }

  private long nowMicros() {
    return clock.monoMs() * MICROS_PER_MS;
  }
}
