package org.sheratan.radio.link.lora.sx126x;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;

/**
 * What is still to be said to the chip, in order. A command goes out only while BUSY is low (datasheet 8.3.1). Most
 * take the chip microseconds: BUSY is looked at again a bounded number of times. Otherwise the dialogue rests and is
 * to be run again a millisecond later.
 */
final class Dialogue {
  /** Enough for 100 µs on a Raspberry Pi, whose pins take at least a microsecond to read. */
  private static final int BUSY_LOOKS = 100;
  /** Calibration with a slow TCXO takes 60 ms. */
  private static final int BUSY_LIMIT_MS = 200;
  private static final long NOT_BUSY = Long.MAX_VALUE;

  /** How far it came. */
  sealed interface Progress {
    /** Everything is said. */
    record Over() implements Progress {}

    /** Run it again soon. */
    record Resting() implements Progress {}

    /** BUSY stays high. */
    record Hung(String why) implements Progress {}

    /** A bus without a chip. */
    record Nobody(String why) implements Progress {}

    /** The chip did not carry out a command. */
    record Refused(String why) implements Progress {}
  }

  private final Sx126xBoard.Lines lines;
  private final Deque<Exchange> waiting = new ArrayDeque<>();
  private Optional<Opcode> last = Optional.empty();
  private long busySinceMs = NOT_BUSY;

  Dialogue(Sx126xBoard.Lines lines) {
    this.lines = lines;
  }

  /** To be said after everything else. */
  void append(List<Exchange> exchanges) {
    waiting.addAll(exchanges);
  }

  /** To be said before everything else. */
  void prepend(List<Exchange> exchanges) {
    exchanges.reversed().forEach(waiting::addFirst);
  }

  boolean over() {
    return waiting.isEmpty();
  }

  /** Forgets what was to be said. */
  void drop() {
    waiting.clear();
    last = Optional.empty();
    busySinceMs = NOT_BUSY;
  }

  Progress run(long nowMs) {
    while (!waiting.isEmpty()) {
      if (busy()) {
        busySinceMs = Math.min(busySinceMs, nowMs);
        return nowMs - busySinceMs < BUSY_LIMIT_MS
            ? new Progress.Resting()
            : new Progress.Hung("BUSY stays high" + afterLast());
      }
      busySinceMs = NOT_BUSY;
      Exchange exchange = waiting.removeFirst();
      byte[] bytes = exchange.bytes().toArray();
      lines.spi().transfer(bytes);
      Optional<Progress> failure = bytes.length > 1
          ? failure(new ChipStatus(bytes[1] & 0xff))
          : Optional.empty();
      if (failure.isPresent()) {
        return failure.get();
      }
      last = Optional.of(exchange.opcode());
      exchange.reply().on(Bytes.copyOf(bytes, exchange.answerFrom(), bytes.length), nowMs);
    }
    return new Progress.Over();
  }

  private boolean busy() {
    for (int look = 0; look < BUSY_LOOKS; look++) {
      if (!lines.busy().high()) {
        return false;
      }
    }
    return true;
  }

  /** The status tells how the command before went; what was before our first one does not matter. */
  private Optional<Progress> failure(ChipStatus status) {
    if (status.nobody()) {
      return Optional.of(new Progress.Nobody(status.toString()));
    }
    return status.refused() && last.isPresent()
        ? Optional.of(new Progress.Refused("the chip refuses a command" + afterLast() + ": " + status))
        : Optional.empty();
  }

  private String afterLast() {
    return last.map(opcode -> " after " + opcode).orElse("");
  }
}
