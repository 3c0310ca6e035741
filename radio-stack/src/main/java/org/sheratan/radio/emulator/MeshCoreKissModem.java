package org.sheratan.radio.emulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.Tuning;

/**
 * A board with MeshCore's KISS modem firmware, version 2 (MeshCore, docs/kiss_modem_protocol.md and
 * examples/kiss_modem/KissModem.cpp). It holds one packet, waits for a clear channel (p-persistent), and says TxDone.
 * The commands that have nothing to do with the radio answer UnknownCmd here.
 */
public final class MeshCoreKissModem implements SerialDevice {
  private static final int HARDWARE = 0x06;
  private static final int OK = 0xF0;
  private static final int ERROR = 0xF1;
  private static final int TX_DONE = 0xF8;
  private static final int RX_META = 0xF9;
  private static final int ANSWER = 0x80;
  private static final int SET_RADIO = 0x09;
  private static final int SET_POWER = 0x0A;
  private static final int SET_SIGNAL_REPORT = 0x19;
  private static final int REBOOT = 0x18;
  private static final int INVALID_LENGTH = 1;
  private static final int UNKNOWN_COMMAND = 5;
  private static final int TX_BUSY = 7;
  private static final int MAX_FRAME_BYTES = 512;
  private static final int MAX_PACKET_BYTES = 255;
  private static final int PREAMBLE_SYMBOLS = 16;
  private static final long BOOT_MICROS = 1_500_000;
  private static final long LOOK_MICROS = 5_000;
  private static final int SYNC_WORD = 0x12;

  private final Antenna antenna;
  private final Entropy entropy;
  private final Bytes identity;
  private final Consumer<byte[]> toHost;
  private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
  private int life;
  private boolean booting;
  private boolean active;
  private boolean escaping;
  private boolean receiving;
  private long frequencyHz;
  private long bandwidthHz;
  private int spreadingFactor;
  private int codingRate;
  private int powerDbm;
  private boolean signalReport;
  private int txDelay;
  private int persistence;
  private int slotTime;
  private Optional<Bytes> pending = Optional.empty();

  /** @param identity public key, 32 bytes */
  public MeshCoreKissModem(Antenna antenna, Entropy entropy, Bytes identity, Consumer<byte[]> toHost) {
    this.antenna = antenna;
    this.entropy = entropy;
    this.identity = identity;
    this.toHost = toHost;
    antenna.listen(new Ear());
    restart();
  }

  /** Forgets its settings: they are not kept over a restart. */
  public void restart() {
    life++;
    booting = true;
    active = false;
    receiving = false;
    frame.reset();
    pending = Optional.empty();
    frequencyHz = 0;
    bandwidthHz = 0;
    spreadingFactor = 0;
    codingRate = 0;
    powerDbm = 0;
    signalReport = true;
    txDelay = 50;
    persistence = 63;
    slotTime = 10;
    antenna.idle();
    after(BOOT_MICROS, () -> booting = false);
  }

  @Override
  public void onOpened() {
    // Boards with their own USB do not restart.
  }

  @Override
  public void onHostBytes(byte[] bytes) {
    if (booting) {
      return;
    }
    for (byte each : bytes) {
      take(each & 0xff);
    }
  }

  private void take(int value) {
    if (value == RnodeReplies.END) {
      if (active && frame.size() > 0) {
        onFrame(Bytes.copyOf(frame.toByteArray()));
      }
      frame.reset();
      escaping = false;
      active = true;
    } else if (active && value == RnodeReplies.ESCAPE) {
      escaping = true;
    } else if (active && escaping) {
      escaping = false;
      if (value == RnodeReplies.ESCAPED_END) {
        keep(RnodeReplies.END);
      } else if (value == RnodeReplies.ESCAPED_ESCAPE) {
        keep(RnodeReplies.ESCAPE);
      }
    } else if (active) {
      keep(value);
    }
  }

  private void keep(int value) {
    if (frame.size() < MAX_FRAME_BYTES) {
      frame.write(value);
    } else {
      frame.reset();
      active = false;
    }
  }

  private void onFrame(Bytes whole) {
    int type = whole.at(0);
    Bytes data = whole.slice(1);
    switch (type) {
      case 0x00 -> onData(data);
      case 0x01 -> txDelay = data.length() > 0 ? data.at(0) : txDelay;
      case 0x02 -> persistence = data.length() > 0 ? data.at(0) : persistence;
      case 0x03 -> slotTime = data.length() > 0 ? data.at(0) : slotTime;
      case HARDWARE -> {
        if (data.length() > 0) {
          onHardware(data.at(0), data.slice(1));
        }
      }
      default -> {
        // Other ports and commands are ignored.
      }
    }
  }

  private void onData(Bytes packet) {
    if (packet.length() == 0 || packet.length() > MAX_PACKET_BYTES) {
      return;
    }
    if (pending.isPresent()) {
      hardware(ERROR, TX_BUSY);
      return;
    }
    pending = Optional.of(packet);
    after(LOOK_MICROS, this::lookForClearChannel);
  }

  private void lookForClearChannel() {
    if (receiving || antenna.active(tuning())) {
      after(LOOK_MICROS, this::lookForClearChannel);
    } else if (entropy.nextInt(256) <= persistence) {
      after(txDelay * 10_000L, () -> antenna.transmit(tuning(), powerDbm, pending.orElseThrow()));
    } else {
      after(slotTime * 10_000L, this::lookForClearChannel);
    }
  }

  private void onHardware(int command, Bytes data) {
    switch (command) {
      case SET_RADIO -> setRadio(data);
      case SET_POWER -> {
        if (data.length() < 1) {
          hardware(ERROR, INVALID_LENGTH);
        } else {
          powerDbm = (byte) data.at(0);
          hardware(OK);
        }
      }
      case SET_SIGNAL_REPORT -> {
        signalReport = data.length() > 0 && data.at(0) != 0;
        hardware(0x9A, signalReport ? 1 : 0);
      }
      case 0x01 -> hardware(0x81, identity);
      case 0x0B -> hardware(0x8B, littleEndian(frequencyHz).concat(littleEndian(bandwidthHz))
          .concat(Bytes.copyOf(new byte[]{(byte) spreadingFactor, (byte) codingRate})));
      case 0x0C -> hardware(0x8C, powerDbm);
      case 0x0D -> hardware(0x8D, (int) antenna.rssiDbm(tuning()));
      case 0x0E -> hardware(0x8E, receiving ? 1 : 0);
      case 0x0F -> hardware(0x8F, littleEndian(
          tuning().modulation().airtimeMicros(data.length() > 0 ? data.at(0) : 0) / 1_000));
      case 0x10 -> {
        int noise = (int) antenna.rssiDbm(tuning());
        hardware(0x90, noise, noise >> 8);
      }
      case 0x11 -> hardware(0x91, 2, 0);
      case 0x16 -> hardware(0x96, Bytes.copyOf("Emulated board".getBytes(StandardCharsets.UTF_8)));
      case 0x17 -> hardware(0x17 | ANSWER);
      case REBOOT -> {
        hardware(OK);
        restart();
      }
      default -> hardware(ERROR, UNKNOWN_COMMAND);
    }
  }

  private void setRadio(Bytes data) {
    if (data.length() < 10) {
      hardware(ERROR, INVALID_LENGTH);
      return;
    }
    frequencyHz = number(data, 0);
    bandwidthHz = number(data, 4);
    spreadingFactor = data.at(8);
    codingRate = data.at(9);
    receiving = false;
    antenna.receive(tuning());
    hardware(OK);
  }

  /** Before SetRadio the firmware's build-time default. */
  private Tuning tuning() {
    return frequencyHz == 0
        ? new Tuning(869_618_000, new LoraModulation(8, 62_500, 8, PREAMBLE_SYMBOLS), SYNC_WORD, false)
        : new Tuning(frequencyHz, new LoraModulation(spreadingFactor, (int) bandwidthHz, codingRate,
            PREAMBLE_SYMBOLS), SYNC_WORD, false);
  }

  private void hardware(int subCommand, int... values) {
    byte[] bytes = new byte[values.length];
    for (int index = 0; index < values.length; index++) {
      bytes[index] = (byte) values[index];
    }
    hardware(subCommand, Bytes.copyOf(bytes));
  }

  private void hardware(int subCommand, Bytes data) {
    send(HARDWARE, Bytes.copyOf(new byte[]{(byte) subCommand}).concat(data));
  }

  private void send(int type, Bytes data) {
    int[] values = new int[data.length()];
    for (int index = 0; index < values.length; index++) {
      values[index] = data.at(index);
    }
    new RnodeReplies(toHost).escaped(type, values);
  }

  private void after(long delayMicros, Runnable action) {
    int scheduledIn = life;
    antenna.after(delayMicros, () -> {
      if (life == scheduledIn) {
        action.run();
      }
    });
  }

  private static Bytes littleEndian(long value) {
    return Bytes
        .copyOf(new byte[]{(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)});
  }

  private static long number(Bytes data, int from) {
    return data.at(from) | data.at(from + 1) << 8 | data.at(from + 2) << 16 | (long) data.at(from + 3) << 24;
  }

  /** The LoRa chip's interrupts. */
  private final class Ear implements Antenna.Listener {
    @Override
    public void onPreamble() {
      receiving = true;
    }

    @Override
    public void onReception(Antenna.Reception reception) {
      receiving = false;
      if (reception.intact()) {
        send(0x00, reception.frame());
        if (signalReport) {
          hardware(RX_META, (int) (reception.snrDb() * 4), (int) reception.rssiDbm());
        }
      }
    }

    @Override
    public void onTransmitted() {
      pending = Optional.empty();
      antenna.receive(tuning());
      hardware(TX_DONE, 1);
    }
  }
}
