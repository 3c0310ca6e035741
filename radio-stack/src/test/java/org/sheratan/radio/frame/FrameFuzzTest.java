package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;

/** Every parser of this room against random and mutated input: only {@link MalformedException} may come out. */
class FrameFuzzTest {
  private static final int INPUTS = Integer.getInteger("sheratan.fuzz", 100_000);
  private static final int CAMPAIGN_INPUTS = 1_000_000;
  private static final Bytes TAG = Bytes.hex("0102030405060708");

  /** @param reencode parses, and encodes what it took */
  private record Parser(Bytes valid, Function<Bytes, Bytes> reencode) {}

  private static final List<Parser> PARSERS = List.of(
      new Parser(
          new HopFrame(new HopHeader(new FrameHead(FrameType.DATA, Priority.HIGH, 2), 1, 30, 7, 8), TAG)
              .encode(),
          input -> HopFrame.decode(input).encode()),
      new Parser(new InnerEnvelope(new InnerHeader(1, 2, 3), TAG).encode(),
          input -> InnerEnvelope.decode(input).encode()),
      new Parser(new HandshakePacket(new HandshakeHeader(HandshakeStep.XX_1, 1, 0, false, 2, 3, 4),
          Bytes.hex("ab".repeat(32)), Bytes.hex("00000000")).encode(),
          input -> HandshakePacket.decode(input).encode()),
      new Parser(new HandshakePacket(new HandshakeHeader(HandshakeStep.NOTE, 0, 1, true, 2, 3, 4),
          Bytes.hex("cd".repeat(88)), Bytes.hex("00000000")).encode(),
          input -> HandshakePacket.decode(input).encode()),
      new Parser(new AnnounceFrame(3, 1, 0x1234, new Announce(new NodeId(Bytes.hex("11".repeat(32))), 5, 6,
          new CapabilityFilter(7), 8, Announce.NO_CARD), Bytes.hex("22".repeat(64)), Bytes.hex("00000000"))
          .encode(),
          input -> AnnounceFrame.decode(input).encode()),
      new Parser(new EpochQuestion(new NodeId(Bytes.hex("11".repeat(32))), Bytes.hex("00000000")).encode(),
          input -> EpochQuestion.decode(input).encode()),
      new Parser(new CustodyMarks(List.of(0x123456, 0x654321)).encode(),
          input -> CustodyMarks.decode(input).encode()),
      new Parser(
          new Roll(1, Roll.Place.of(7, 8), 2, 3, List.of(new Roll.Entry(4, 5, 6)), Bytes.hex("00000000"))
              .encode(),
          input -> Roll.decode(input).encode()),
      new Parser(
          new ArrivalMarks(List.of(new ArrivalMarks.Mark(0x123456, 1, Bytes.hex("a1a2a3a4a5")))).encode(),
          input -> ArrivalMarks.decode(input).encode()),
      new Parser(
          new SignedCard(1, 2, new Card("name", List.of("ping", "read_file"), List.of("gpu"), List.of("a")),
              Bytes.hex("33".repeat(64))).encode(),
          input -> SignedCard.decode(input).encode()),
      new Parser(
          new Batch(List.of(Bytes.hex("480102"), Bytes.hex("68"), Bytes.hex("20".repeat(40)))).encode(),
          input -> Batch.decode(input).encode()));

  @Test
  void shouldRefuseOnlyWithMalformed() {
    run(20_260_701, INPUTS);
  }

  @Test
  @Tag("campaign")
  void shouldRefuseOnlyWithMalformedAMillionTimes() {
    run(20_260_702, CAMPAIGN_INPUTS);
  }

  private static void run(long seed, int inputs) {
    for (Parser parser : PARSERS) {
      Entropy entropy = new SeededEntropy(seed);
      for (int round = 0; round < inputs; round++) {
        Bytes input = round % 2 == 0 ? random(entropy) : mutated(parser.valid(), entropy);
        try {
          // Whatever is taken has no second encoding.
          assertEquals(input, parser.reencode().apply(input), () -> "seed " + seed);
        } catch (MalformedException expected) {
          assertEquals(false, expected.field().isEmpty());
        }
      }
    }
  }

  private static Bytes random(Entropy entropy) {
    byte[] input = new byte[entropy.nextInt(200)];
    for (int index = 0; index < input.length; index++) {
      input[index] = (byte) entropy.nextLong();
    }
    return Bytes.copyOf(input);
  }

  private static Bytes mutated(Bytes valid, Entropy entropy) {
    byte[] input = valid.toArray();
    for (int flips = 1 + entropy.nextInt(3); flips > 0; flips--) {
      input[entropy.nextInt(input.length)] ^= (byte) (1 << entropy.nextInt(8));
    }
    return Bytes.copyOf(input).slice(0,
        entropy.chance(0.2) ? entropy.nextInt(input.length + 1) : input.length);
  }
}
