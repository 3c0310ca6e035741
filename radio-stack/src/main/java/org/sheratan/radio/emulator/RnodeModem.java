package org.sheratan.radio.emulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.Tuning;

/**
 * A board with RNode firmware 1.86 on a simulated antenna, byte for byte as its host sees it (RNode_Firmware:
 * RNode_Firmware.ino, Utilities.h, Config.h).
 *
 * <pre>
 * state    event                        next
 * off      power, host opens, RESET F8  booting
 * booting  1 s passes                   standby; says RESET
 * standby  STATE 1, settings complete   online; says STATE 1 twice
 * online   STATE 0                      standby
 * online   queued and channel free      sending: deaf to the host, whose bytes wait
 * sending  last frame has left          online; says statistics
 * any      a fault                      as {@link RnodeFault} says
 * </pre>
 *
 * <p>A board with its own USB is away from it while it restarts.
 */
public final class RnodeModem implements SerialDevice {
  private static final long BOOT_MICROS = 1_000_000;
  private static final long STATISTICS_MICROS = 1_000_000;
  /** 128 samples, one each 3 ms. */
  private static final long NOISE_MICROS = 384_000;
  private static final int RSSI_OFFSET = 157;
  private static final int NO_INTERFERENCE = 0xFF;
  static final int SYNC_WORD = 0x12;
  /** The UART's own buffer; while the modem transmits it does not empty it. */
  private static final int UART_BYTES = 6_144;
  private static final double GARBAGE_CHANCE = 0.2;
  private static final int GARBAGE_BYTES = 12;
  private static final long BOOT_LOG_MICROS = 5_000_000;

  private final Antenna antenna;
  private final Entropy entropy;
  private final RnodeBoard board;
  private final RnodeFault fault;
  private final SerialHost host;
  private final RnodeReplies replies;
  private final RnodeRom rom;
  private final RnodeNameplate nameplate;
  private final ByteArrayOutputStream uart = new ByteArrayOutputStream();
  /** Counts restarts: what was scheduled before one does not happen. */
  private int life;
  private boolean booting = true;
  private boolean online;
  private int deliveriesLeft = Integer.MAX_VALUE;
  private RnodeSettings settings;
  private RnodeHearing hearing;
  private RnodeAirtime airtime;
  private RnodeQueue queue;
  private RnodeSender sender;
  private RnodeReceiver receiver;
  private RnodeParser parser;

  /**
   * @param serial of the provisioned EEPROM
   * @param host takes what the modem writes
   */
  public RnodeModem(Antenna antenna, Entropy entropy, RnodeBoard board, int serial, RnodeFault fault,
      SerialHost host) {
    this.antenna = antenna;
    this.entropy = entropy;
    this.board = board;
    this.fault = fault;
    this.host = host;
    this.replies = new RnodeReplies(fault == RnodeFault.GARBAGE ? this::sendWithGarbage : host::toHost);
    this.rom = fault == RnodeFault.UNPROVISIONED ? RnodeRom.empty() : RnodeRom.provisioned(board, serial);
    this.nameplate = new RnodeNameplate(board, rom, fault, replies);
    antenna.listen(new Ear());
    boot();
  }

  @Override
  public void onOpened() {
    if (fault == RnodeFault.UNFLASHED || board.restartsOnOpen()) {
      boot();
    }
  }

  @Override
  public void onHostBytes(byte[] bytes) {
    if (booting || fault == RnodeFault.UNFLASHED) {
      return;
    }
    if (sender.transmitting()) {
      uart.write(bytes, 0, Math.min(bytes.length, UART_BYTES - uart.size()));
    } else {
      parse(bytes);
    }
  }

  /** Restarts now, in the middle of whatever it does. */
  public void restart() {
    if (board.ownUsb()) {
      host.onUsb(false);
    }
    boot();
  }

  private void boot() {
    life++;
    if (sender != null) {
      sender.stop();
    }
    booting = true;
    online = false;
    antenna.idle();
    uart.reset();
    deliveriesLeft = fault == RnodeFault.RESTARTS ? 2 : Integer.MAX_VALUE;
    settings = new RnodeSettings(board, fault == RnodeFault.WRONG_ECHO);
    hearing = new RnodeHearing(antenna, settings);
    airtime = new RnodeAirtime();
    queue = new RnodeQueue(board.queuePackets(), board.queueBytes());
    sender = new RnodeSender(antenna, entropy, new Body(), queue);
    receiver = new RnodeReceiver();
    parser = new RnodeParser(new Commands());
    replies.text(board.bootBytes());
    after(BOOT_MICROS, this::booted);
  }

  private void booted() {
    if (fault == RnodeFault.UNFLASHED) {
      replies.text("E (312) boot: no bootable app partitions\r\n".getBytes(StandardCharsets.US_ASCII));
      after(BOOT_LOG_MICROS, this::booted);
      return;
    }
    booting = false;
    if (board.ownUsb()) {
      host.onUsb(true);
    }
    if (board.statistics()) {
      replies.raw(RnodeSettings.RESET, 0xF8);
    }
  }

  private void parse(byte[] bytes) {
    int current = life;
    for (int index = 0; index < bytes.length && life == current; index++) {
      parser.take(bytes[index] & 0xff);
    }
  }

  private void after(long delayMicros, Runnable action) {
    int scheduledIn = life;
    antenna.after(delayMicros, () -> {
      if (life == scheduledIn) {
        action.run();
      }
    });
  }

  private void sendWithGarbage(byte[] bytes) {
    if (entropy.chance(GARBAGE_CHANCE)) {
      byte[] garbage = new byte[1 + entropy.nextInt(GARBAGE_BYTES)];
      for (int index = 0; index < garbage.length; index++) {
        garbage[index] = (byte) entropy.nextInt(256);
      }
      host.toHost(garbage);
    }
    host.toHost(bytes);
  }

  private void startRadio() {
    if (!online && settings.complete() && rom.locked()) {
      if (fault == RnodeFault.DEAD_CHIP) {
        replies.raw(RnodeSettings.ERROR, 1);
        return;
      }
      online = true;
      settings.onChip();
      hearing.start();
      for (int changed = 0; changed < 3; changed++) {
        indicatePhy();
      }
      retune();
      sender.start();
      after(NOISE_MICROS, this::measure);
      after(STATISTICS_MICROS, this::everySecond);
    }
    indicateState();
  }

  private void stopRadio() {
    online = false;
    hearing.receiving(false);
    sender.stop();
    antenna.idle();
  }

  private void retune() {
    hearing.receiving(false);
    antenna.receive(settings.tuning(SYNC_WORD));
  }

  private void everySecond() {
    if (online) {
      if (!sender.transmitting()) {
        measure();
        indicateChannel();
      }
      after(STATISTICS_MICROS, this::everySecond);
    }
  }

  private void measure() {
    if (online) {
      hearing.measure();
    }
  }

  private void indicateState() {
    replies.raw(RnodeSettings.STATE, online ? 1 : 0);
  }

  private void indicatePhy() {
    if (board.statistics()) {
      replies.words(RnodeSettings.PHYSICAL, settings.phy().words(fault));
    }
  }

  private void indicateChannel() {
    if (!board.statistics()) {
      return;
    }
    long nowMs = antenna.nowMicros() / 1_000;
    airtime.turn(nowMs);
    int own = RnodeAirtime.units(airtime.shortTerm(nowMs));
    int hour = RnodeAirtime.units(airtime.longTerm());
    int rssi = hearing.rssiDbm() + RSSI_OFFSET;
    replies.escaped(RnodeSettings.CHANNEL, own >> 8, own, hour >> 8, hour, own >> 8, own, hour >> 8, hour,
        rssi,
        hearing.noiseDbm() + RSSI_OFFSET, hearing.interfered() ? rssi : NO_INTERFERENCE);
  }

  private void deliver(Bytes packet, double rssiDbm, double snrDb) {
    replies.escaped(RnodeSettings.RSSI, (int) rssiDbm + RSSI_OFFSET);
    replies.escaped(RnodeSettings.SNR, (int) (snrDb * 4));
    if (--deliveriesLeft == 0) {
      byte[] frame = RnodeReplies.dataFrame(packet);
      replies.text(Bytes.copyOf(frame, 0, frame.length / 2).toArray());
      restart();
    } else {
      replies.data(packet);
    }
  }

  /** The LoRa chip's interrupts. */
  private final class Ear implements Antenna.Listener {
    @Override
    public void onPreamble() {
      hearing.receiving(true);
    }

    @Override
    public void onReception(Antenna.Reception reception) {
      hearing.receiving(false);
      if (online && reception.intact()) {
        Optional<Bytes> packet = receiver.onFrame(reception.frame());
        packet.ifPresent(whole -> deliver(whole, reception.rssiDbm(), reception.snrDb()));
      }
    }

    @Override
    public void onTransmitted() {
      sender.onTransmitted();
    }
  }

  private final class Body implements RnodeSender.Modem {
    @Override
    public RnodePhy phy() {
      return settings.phy();
    }

    @Override
    public Tuning tuning() {
      return settings.tuning(SYNC_WORD);
    }

    @Override
    public int powerDbm() {
      return settings.powerDbm();
    }

    @Override
    public boolean mediumFree() {
      return hearing.free();
    }

    @Override
    public boolean airtimeLocked() {
      return fault == RnodeFault.STUCK || airtime.locked(antenna.nowMicros() / 1_000);
    }

    @Override
    public float shortTermAirtime() {
      return airtime.shortTerm(antenna.nowMicros() / 1_000);
    }

    @Override
    public void onSent(int written) {
      airtime.add(settings.phy().bookedMs(written), antenna.nowMicros() / 1_000);
    }

    @Override
    public void onIdle() {
      retune();
      indicateChannel();
      byte[] waiting = uart.toByteArray();
      uart.reset();
      parse(waiting);
    }
  }

  private final class Commands implements RnodeParser.Commands {
    @Override
    public int argumentLength(int command) {
      return RnodeSettings.argumentLength(command);
    }

    @Override
    public void onPacketByte(int value) {
      queue.add(value);
    }

    @Override
    public void onPacketEnd() {
      queue.endPacket();
      sender.wake();
    }

    @Override
    public void onCommand(int command, Bytes argument) {
      int value = argument.at(0);
      switch (command) {
        case RnodeSettings.STATE -> onState(value);
        case RnodeSettings.LOCK -> replies.raw(command, settings.complete() ? 0 : 1);
        case RnodeSettings.SHORT_LOCK -> {
          airtime.limitShort(value << 8 | argument.at(1));
          replies.words(command, airtime.shortLimit());
        }
        case RnodeSettings.LONG_LOCK -> {
          airtime.limitLong(value << 8 | argument.at(1));
          replies.words(command, airtime.longLimit());
        }
        case RnodeSettings.PROMISCUOUS -> replies.raw(command, value == 1 ? 1 : 0);
        case RnodeSettings.READY -> replies.raw(command, queue.full() ? 0 : 1);
        case RnodeSettings.STAT_RX, RnodeSettings.STAT_TX -> replies.fourBytes(command, 0);
        case RnodeSettings.RANDOM -> replies.raw(command, entropy.nextInt(255));
        case RnodeSettings.RESET -> {
          if (value == 0xF8) {
            restart();
          }
        }
        default -> {
          if (!nameplate.take(command, argument) && RnodeSettings.concerns(command)) {
            onSetting(command, argument);
          }
        }
      }
    }

    private void onSetting(int command, Bytes argument) {
      if (settings.set(command, argument) && online) {
        settings.onChip();
        retune();
        if (command != RnodeSettings.FREQUENCY && command != RnodeSettings.POWER) {
          indicatePhy();
        }
      }
      settings.echo(command, replies);
    }

    private void onState(int value) {
      if (value == 0) {
        stopRadio();
      } else if (value == 1) {
        startRadio();
      }
      if (value <= 1 || value == 0xFF) {
        indicateState();
      }
    }
  }
}
