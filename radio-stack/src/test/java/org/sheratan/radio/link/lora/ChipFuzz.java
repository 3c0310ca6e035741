package org.sheratan.radio.link.lora;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.link.lora.RadioEvent.Failed;
import org.sheratan.radio.link.lora.RadioEvent.Ready;
import org.sheratan.radio.link.lora.RadioEvent.Received;

/** Whatever the chip answers, and whenever lines rise: no exception, no endless loop, no frame over 255 bytes. */
public abstract class ChipFuzz {
  /** A chip that remembers what was written but lies in some of its answers. */
  protected interface Liar {
    /** A driver anew, on this chip. */
    LoraRadio radio();

    /** The driver accepts: from now on it lies, and something may have come in. */
    void lie();

    /** Answers the truth, as after power-on. */
    void reset();
  }

  protected abstract Liar liar(SeededEntropy entropy);

  /** Bounds of what can be measured. */
  protected abstract boolean plausible(int rssiDbm);

  @Test
  void neverBreaksOnRandomAnswers() {
    Map<Class<?>, Integer> seen = new HashMap<>();
    for (long seed = 1; seed <= 400; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      Liar liar = liar(entropy);
      LoraRadio radio = liar.radio();
      radio.begin(RadioNode.EUROPE, 0);
      long nowMs = 0;
      for (int turn = 0; turn < 200; turn++) {
        if (radio.accepts()) {
          liar.lie();
          act(radio, entropy, nowMs);
        }
        nowMs += entropy.nextInt(100);
        radio.poll(nowMs);
        for (RadioEvent event : radio.drainEvents()) {
          seen.merge(event.getClass(), 1, Integer::sum);
          if (event instanceof Received got) {
            assertTrue(got.frame().length() <= 255 && plausible(got.rssiDbm()), "seed " + seed + ": " + got);
          }
          if (event instanceof Failed) {
            liar.reset();
            radio.begin(RadioNode.EUROPE, nowMs);
          }
        }
      }
      radio.end(nowMs);
    }
    assertTrue(seen.getOrDefault(Ready.class, 0) > 100, seen::toString);
    assertTrue(seen.getOrDefault(Received.class, 0) > 100, seen::toString);
    assertTrue(seen.getOrDefault(Failed.class, 0) > 100, seen::toString);
  }

  private static void act(LoraRadio radio, Entropy entropy, long nowMs) {
    switch (entropy.nextInt(4)) {
      case 0 -> radio.transmit(Bytes.copyOf(new byte[1 + entropy.nextInt(255)]), nowMs);
      case 1 -> radio.sense(nowMs);
      default -> radio.poll(nowMs);
    }
  }
}
