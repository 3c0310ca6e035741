package org.sheratan.radio.link.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class DiscoveryDatagramTest {
  private static final int INPUTS = Integer.getInteger("sheratan.fuzz", 1_000_000);
  private static final long SEED = 47_007;

  @Test
  void shouldMatchThePublishedVectors() throws IOException {
    Path file = Path.of(System.getProperty("sheratan.root", ".."), "docs/vectors/udp-discovery.txt");
    List<String> vectors = Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
    assertTrue(vectors.size() >= 3);
    for (String vector : vectors) {
      String[] parts = vector.split(" ");
      DiscoveryDatagram datagram = new DiscoveryDatagram(Integer.parseInt(parts[0]), Bytes.hex(parts[1]));
      assertEquals(parts[2], datagram.encode().toHex());
      assertEquals(datagram, DiscoveryDatagram.decode(Bytes.hex(parts[2])));
    }
  }

  @Test
  void shouldCarryTheLargestFrame() {
    Bytes frame = Bytes.copyOf(new byte[DiscoveryDatagram.MAX_FRAME_BYTES]);
    Bytes encoded = new DiscoveryDatagram(65_535, frame).encode();
    assertEquals(DiscoveryDatagram.HEADER_BYTES + 1200, encoded.length());
    assertEquals(frame, DiscoveryDatagram.decode(encoded).frame());
  }

  @Test
  void shouldNameTheBrokenField() {
    assertBroken("magic", 0, "48545450");
    assertBroken("magic", 1, "53");
    assertBroken("version", 3, "53484502b79f00");
    assertBroken("unicast port", 4, "53484501000001");
    assertBroken("unicast port", 4, "53484501b7");
    assertBroken("frame", 6, "53484501b79f");
    assertBroken("frame", 6, "53484501b79f" + "00".repeat(1201));
  }

  @Test
  void shouldRefuseWhateverIsNotWrittenByEncode() {
    Entropy entropy = new SeededEntropy(SEED);
    Bytes valid = new DiscoveryDatagram(47_100, Bytes.hex("a1b2c3d4e5f6")).encode();
    for (int round = 0; round < INPUTS; round++) {
      byte[] input = round % 2 == 0 ? random(entropy) : mutated(valid, entropy);
      Bytes datagram = Bytes.copyOf(input);
      try {
        DiscoveryDatagram decoded = DiscoveryDatagram.decode(datagram);
        assertEquals(datagram, decoded.encode(), () -> "seed " + SEED);
      } catch (MalformedException expected) {
        assertTrue(expected.offset() <= datagram.length());
      }
    }
  }

  private static byte[] random(Entropy entropy) {
    byte[] input = new byte[entropy.nextInt(24)];
    for (int index = 0; index < input.length; index++) {
      input[index] = (byte) entropy.nextInt(256);
    }
    return input;
  }

  private static byte[] mutated(Bytes valid, Entropy entropy) {
    byte[] input = valid.slice(0, 1 + entropy.nextInt(valid.length())).toArray();
    input[entropy.nextInt(input.length)] ^= (byte) (1 << entropy.nextInt(8));
    return input;
  }

  private static void assertBroken(String field, int offset, String hex) {
    MalformedException broken = assertThrows(MalformedException.class,
        () -> DiscoveryDatagram.decode(Bytes.hex(hex)));
    assertEquals(field, broken.field());
    assertEquals(offset, broken.offset());
  }
}
