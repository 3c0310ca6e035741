package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

/** Sessions against random and mutated input: refused, and nothing is thrown. */
class SecureFuzzTest {
  private static final int INPUTS = Integer.getInteger("sheratan.fuzz", 50_000);
  private static final int CAMPAIGN_INPUTS = 1_000_000;

  private final Party alice = new Party(1);
  private final Party bob = new Party(2);
  private final List<Bytes> valid = new ArrayList<>();

  @Test
  void shouldRefuseEverythingHostile() {
    run(20_260_711, INPUTS);
  }

  @Test
  @Tag("campaign")
  void shouldRefuseEverythingHostileAMillionTimes() {
    run(20_260_712, CAMPAIGN_INPUTS);
  }

  @Test
  void shouldDecodeWindowsOrRefuse() {
    Entropy entropy = new SeededEntropy(20_260_713);
    for (int round = 0; round < INPUTS; round++) {
      try {
        ReplayWindow.decode(random(entropy, 140)).encode();
      } catch (MalformedException expected) {
        assertInstanceOf(String.class, expected.field());
      }
    }
  }

  private void run(long seed, int inputs) {
    alice.meet(bob);
    valid.add(alice.seal(bob, "a job of some length").content());
    valid.add(alice.sealInner(bob, "an envelope").content());
    valid.add(alice.begin(bob, Pattern.KK));
    valid.add(alice.begin(bob, Pattern.XX));
    valid.add(alice.note(bob, "a few words").packet());
    Entropy entropy = new SeededEntropy(seed);
    for (int round = 0; round < inputs; round++) {
      Bytes input = round % 2 == 0 ? random(entropy, 160) : mutated(entropy);
      assertInstanceOf(Opened.Refused.class, bob.open(input), "seed " + seed);
      assertInstanceOf(OpenedInner.Refused.class, bob.openInner(input), "seed " + seed);
      assertInstanceOf(HandshakeResult.Ignored.class, bob.on(input), "seed " + seed);
      assertInstanceOf(OpenedNote.Refused.class, bob.openNote(input), "seed " + seed);
    }
  }

  private Bytes mutated(Entropy entropy) {
    byte[] input = valid.get(entropy.nextInt(valid.size())).toArray();
    // Always different from the valid one: the flips hit different bytes.
    int at = entropy.nextInt(input.length);
    for (int flips = 1 + entropy.nextInt(3); flips > 0 && at < input.length; flips--, at++) {
      input[at] ^= (byte) (1 << entropy.nextInt(8));
    }
    return Bytes.copyOf(input);
  }

  private static Bytes random(Entropy entropy, int bound) {
    byte[] input = new byte[entropy.nextInt(bound)];
    for (int index = 0; index < input.length; index++) {
      input[index] = (byte) entropy.nextLong();
    }
    return Bytes.copyOf(input);
  }
}
