package org.sheratan.radio.link.lora.sx126x;

import org.sheratan.radio.link.lora.ChipRadio;
import org.sheratan.radio.link.lora.Transmitter;

/**
 * Whether a frame is coming in. Its flags stay until they are cleared, and a preamble may have been noise: each is
 * believed only as long as what it announces can last.
 */
final class IncomingFrame {
  private static final int MICROS_PER_MS = 1_000;
  private static final long NEVER = Long.MIN_VALUE;

  private final long preambleAndHeaderMs;
  private final long longestMs;
  private long preambleSeenMs = NEVER;
  private long headerSeenMs = NEVER;

  IncomingFrame(Transmitter transmitter) {
    preambleAndHeaderMs = transmitter.airtimeMicros(0) / MICROS_PER_MS + 1;
    longestMs = transmitter.airtimeMicros(ChipRadio.MAX_FRAME_BYTES) / MICROS_PER_MS + 1;
  }

  /** @return false also when the flags of an earlier frame, or of noise, stand */
  boolean seen(int irqFlags, long nowMs) {
    if ((irqFlags & Irq.COMING_IN) == 0) {
      forget();
      return false;
    }
    preambleSeenMs = preambleSeenMs == NEVER ? nowMs : preambleSeenMs;
    if ((irqFlags & Irq.HEADER_VALID) == 0) {
      return nowMs - preambleSeenMs <= preambleAndHeaderMs;
    }
    headerSeenMs = headerSeenMs == NEVER ? nowMs : headerSeenMs;
    return nowMs - headerSeenMs <= longestMs;
  }

  /** It has come in, or its flags were cleared. */
  void forget() {
    preambleSeenMs = NEVER;
    headerSeenMs = NEVER;
  }
}
