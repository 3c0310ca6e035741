package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.frame.RevocationNews;
import org.sheratan.radio.frame.SignedRevocation;
import org.sheratan.radio.frame.Vectors;

/** The formats of revocations: published bytes, signatures, hostile input. */
class RevocationVectorsTest {
  private static final Identity ALICE = Party.identity(1);
  private static final Revocation WORD = new Revocation(ALICE.id(), Party.identity(2).id(), 2, true,
      1_790_000_000L, "lost at the Hütte");
  private static final Revocation BACK = new Revocation(ALICE.id(), Party.identity(2).id(), 3, false, 0, "");

  private final RevocationSeal seal = new RevocationSeal(Party.NETWORK);
  private final SignedRevocation signed = seal.seal(ALICE, WORD);
  private final List<RevocationNews> news = List.of(new RevocationNews.Statement(6, signed),
      new RevocationNews.Digest(RevocationSeal.digest(marks())),
      new RevocationNews.Summary(0, 0xffff_ffffL, marks()));

  private static List<Long> marks() {
    return List.of(RevocationSeal.mark(WORD), RevocationSeal.mark(BACK)).stream().sorted().toList();
  }

  @Test
  void shouldMatchThePublishedVectors() throws IOException {
    Vectors vectors = new Vectors().comment("Revocations (docs/protocol.md, \"Revocations\")");
    vectors.block("revoked").put("seed", ALICE.seed()).put("network", Party.NETWORK.secret())
        .put("network_id", Party.NETWORK.id()).put("signed", WORD.encode()).put("encoded", signed.encode())
        .put("mark", Bytes.hex(String.format("%08x", RevocationSeal.mark(WORD))))
        .put("frame", seal.frame(news.getFirst()));
    vectors.block("taken back").put("signed", BACK.encode()).put("encoded", seal.seal(ALICE, BACK).encode())
        .put("mark", Bytes.hex(String.format("%08x", RevocationSeal.mark(BACK))));
    vectors.block("both held").put("digest", seal.frame(news.get(1))).put("summary", seal.frame(news.get(2)));
    vectors.assertPublished("revocation.txt");
  }

  @Test
  void shouldOpenWhatIsOfThisNetworkOnly() {
    for (RevocationNews each : news) {
      assertEquals(Optional.of(each), seal.open(seal.frame(each)));
      assertEquals(Optional.empty(),
          new RevocationSeal(NetworkKey.of(Bytes.hex("4f".repeat(32)))).open(seal.frame(each)));
    }
  }

  @Test
  void shouldTakeTheAuthorsWordOnly() {
    assertTrue(seal.genuine(signed));
    Revocation another = new Revocation(ALICE.id(), Party.identity(3).id(), 2, true, 1_790_000_000L, "");
    assertFalse(seal.genuine(new SignedRevocation(another, signed.signature())));
    assertFalse(new RevocationSeal(NetworkKey.of(Bytes.hex("4f".repeat(32)))).genuine(signed));
    assertThrows(IllegalStateException.class, () -> seal.seal(Party.identity(2), WORD));
  }

  @Test
  void shouldOnlyThrowMalformedOnHostileInput() {
    Entropy entropy = new SeededEntropy(20_261_121);
    for (int round = Integer.getInteger("sheratan.fuzz", 50_000); round > 0; round--) {
      byte[] input = seal.frame(news.get(entropy.nextInt(news.size()))).toArray();
      for (int flips = 1 + entropy.nextInt(4); flips > 0; flips--) {
        input[entropy.nextInt(input.length)] = (byte) entropy.nextLong();
      }
      Bytes hostile = Bytes.copyOf(input, 0, 1 + entropy.nextInt(input.length));
      try {
        seal.open(hostile);
        RevocationNews.decode(hostile);
      } catch (MalformedException expected) {
        assertTrue(expected.offset() >= 0);
      }
    }
  }
}
