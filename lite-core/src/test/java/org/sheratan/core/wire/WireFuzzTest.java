package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;

/** Random and mutated input to every parser of this room: only a MalformedException may come out. */
class WireFuzzTest {
  private static final int ROUNDS = Integer.getInteger("sheratan.fuzz", 200_000);
  private static final int CAMPAIGN_ROUNDS = 1_000_000;
  private static final NodeId OWNER = WireFixtures.OWNER.id();
  private static final NodeId WORKER = WireFixtures.WORKER.id();

  @Test
  void shouldOnlyRefuseOrReadBackMessages() {
    messages(ROUNDS, 21);
  }

  @Test
  void shouldOnlyRefuseOrReadBackValues() {
    values(ROUNDS, 22);
  }

  @Test
  void shouldOnlyRefuseOrReadBackReceiptsAndSpecs() {
    stored(ROUNDS, 23);
  }

  @Test
  @Tag("campaign")
  void shouldOnlyRefuseOrReadBackAMillionTimes() {
    messages(CAMPAIGN_ROUNDS, 31);
    values(CAMPAIGN_ROUNDS, 32);
    stored(CAMPAIGN_ROUNDS, 33);
  }

  private static void messages(int rounds, long seed) {
    List<Bytes> valid = new ArrayList<>();
    WireFixtures.messages().values().forEach(
        message -> valid
            .add(WireCodec.encode(message, WireFixtures.sender(message), WireFixtures.receiver(message))));
    run(rounds, seed, valid, input -> {
      WireMessage message = WireCodec.decode(input, WORKER, OWNER);
      assertEquals(message, WireCodec.decode(WireCodec.encode(message, WORKER, OWNER), WORKER, OWNER));
    });
  }

  private static void values(int rounds, long seed) {
    SeededEntropy entropy = new SeededEntropy(seed).fork("values");
    List<Bytes> valid = new ArrayList<>();
    for (int index = 0; index < 50; index++) {
      valid.add(ValueCodec.encode(WireFixtures.object(entropy, 0)));
    }
    run(rounds, seed, valid, input -> {
      Json value = ValueCodec.decode(input);
      assertEquals(input, ValueCodec.encode(value), "a second form of one value");
    });
  }

  private static void stored(int rounds, long seed) {
    List<Bytes> receipts = List.of(ReceiptCodec.encode(WireFixtures.receipt(WireFixtures.RESULT)));
    run(rounds / 2, seed, receipts,
        input -> assertEquals(input, ReceiptCodec.encode(ReceiptCodec.decode(input)),
            "a second form of one receipt"));
    List<Bytes> specs = List.of(JobSpecCodec.encode(JobCodecTest.FULL_SPEC),
        JobSpecCodec.encode(JobSpec.of("ping", Json.Obj.EMPTY)));
    run(rounds / 2, seed, specs, input -> {
      JobSpec spec = JobSpecCodec.decode(input);
      assertEquals(spec, JobSpecCodec.decode(JobSpecCodec.encode(spec)));
    });
  }

  private static void run(int rounds, long seed, List<Bytes> valid, Consumer<Bytes> parser) {
    System.out.println("seed " + seed);
    SeededEntropy entropy = new SeededEntropy(seed);
    for (int round = 0; round < rounds; round++) {
      Bytes input = round % 4 == 0
          ? random(entropy)
          : mutated(valid.get(entropy.nextInt(valid.size())), entropy);
      try {
        parser.accept(input);
      } catch (MalformedException refused) {
        continue;
      } catch (RuntimeException bug) {
        throw new AssertionError("seed " + seed + " round " + round + " input " + input.toHex(), bug);
      }
    }
  }

  private static Bytes random(Entropy entropy) {
    byte[] input = new byte[entropy.nextInt(48)];
    for (int index = 0; index < input.length; index++) {
      input[index] = (byte) entropy.nextLong();
    }
    if (input.length > 0 && entropy.chance(0.8)) {
      input[0] = (byte) entropy.nextInt(48);
    }
    return Bytes.copyOf(input);
  }

  private static Bytes mutated(Bytes valid, Entropy entropy) {
    byte[] input = valid.toArray();
    for (int left = entropy.nextInt(4); left > 0 && input.length > 0; left--) {
      int at = entropy.nextInt(input.length);
      switch (entropy.nextInt(4)) {
        case 0 -> input[at] ^= (byte) (1 << entropy.nextInt(8));
        case 1 -> input[at] = (byte) entropy.nextLong();
        case 2 -> input = Bytes.copyOf(input).slice(0, at).toArray();
        default -> input = Bytes.copyOf(input).slice(0, at)
            .concat(valid.slice(entropy.nextInt(valid.length()))).toArray();
      }
    }
    return Bytes.copyOf(input);
  }
}
