package org.sheratan.radio.emulator;

import java.util.Arrays;
import java.util.Set;

import org.sheratan.kernel.Check;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.link.lora.BusLostException;
import org.sheratan.radio.link.lora.InputLine;
import org.sheratan.radio.link.lora.OutputLine;
import org.sheratan.radio.link.lora.SpiBus;

/** SIMULATION: what emulated chips have in common: power, NRESET, SPI, an interrupt line, and what happens to them. */
public abstract class LoraChip implements SpiBus {
  /** Datasheets SX1276 7.2.2 and SX1262 8.1. */
  private static final long RESET_PULSE_MICROS = 100;

  final Antenna antenna;
  final Violations violations;
  private final Runnable onInterruptRise;
  private ChipFault fault;
  private boolean inReset;
  private long lowSinceMicros;
  private boolean interruptHigh;

  LoraChip(Antenna antenna, Violations violations, Runnable onInterruptRise) {
    this.antenna = antenna;
    this.violations = violations;
    this.onInterruptRise = onInterruptRise;
  }

  /** What can happen to this chip. */
  public abstract Set<ChipFault> faults();

  /** Everything as without power a moment ago. */
  abstract void powerOn();

  /** NRESET went high. */
  abstract void boot();

  /** What a fault does at once, beyond what it does to power and wires. */
  abstract void suffer(ChipFault what);

  /** One selection of the chip while it has power and bus. */
  abstract void exchange(byte[] bytes);

  /** Lets it happen, in place of whatever happened before. */
  public final void inject(ChipFault what) {
    Check.that(faults().contains(what), what + " cannot happen to this chip");
    fault = what;
    switch (what) {
      case READS_ZEROS, READS_ONES, BUS_LOST, RESET -> powerOn();
      case SHORTED_LINE -> onInterruptRise.run();
      default -> suffer(what);
    }
  }

  /** Plugged in again, wires mended: what is broken works again, as after power-on if it had no power. */
  public final void repair() {
    fault = null;
  }

  final boolean has(ChipFault what) {
    return fault == what;
  }

  final boolean inReset() {
    return inReset;
  }

  final void requireBus() {
    if (has(ChipFault.BUS_LOST)) {
      throw new BusLostException("SIMULATION: the bus is gone", null);
    }
  }

  public final OutputLine reset() {
    return high -> {
      requireBus();
      if (high && inReset) {
        release();
      } else if (!high && !inReset) {
        inReset = true;
        lowSinceMicros = antenna.nowMicros();
        powerOn();
      }
    };
  }

  private void release() {
    if (antenna.nowMicros() - lowSinceMicros < RESET_PULSE_MICROS) {
      violations.add("NRESET was low for too short");
    }
    inReset = false;
    if (fault != null && fault.endsAtReset()) {
      repair();
    }
    boot();
  }

  @Override
  public final void transfer(byte[] bytes) {
    requireBus();
    if (has(ChipFault.READS_ZEROS) || has(ChipFault.READS_ONES)) {
      Arrays.fill(bytes, (byte) (has(ChipFault.READS_ONES) ? 0xff : 0));
    } else {
      exchange(bytes);
    }
  }

  /** The level of the line that tells when something is done. */
  final InputLine interrupt() {
    return () -> {
      requireBus();
      return has(ChipFault.SHORTED_LINE) || interruptHigh && !has(ChipFault.BROKEN_LINE);
    };
  }

  final void interrupt(boolean high) {
    boolean rises = high && !interruptHigh;
    interruptHigh = high;
    if (rises && has(ChipFault.LOST_EDGE)) {
      repair();
    } else if (rises && !has(ChipFault.BROKEN_LINE)) {
      onInterruptRise.run();
    }
  }
}
