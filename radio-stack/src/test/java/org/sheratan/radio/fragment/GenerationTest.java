package org.sheratan.radio.fragment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

class GenerationTest {
  private static byte[][] data(int size, int length, Entropy entropy) {
    byte[][] data = new byte[size][length];
    for (byte[] piece : data) {
      for (int index = 0; index < length; index++) {
        piece[index] = (byte) entropy.nextInt(256);
      }
    }
    return data;
  }

  @Test
  void shouldMultiplyAsTheFieldSays() {
    assertEquals(0x1d, Gf256.multiply(0x80, 2));
    assertEquals(0, Gf256.multiply(0, 0x53));
    for (int unit = 1; unit < 256; unit++) {
      assertEquals(1, Gf256.multiply(unit, Gf256.invert(unit)), "unit " + unit);
      for (int other = 0; other < 256; other++) {
        assertEquals(slowProduct(unit, other), Gf256.multiply(unit, other), unit + " * " + other);
      }
    }
  }

  /** Shift and add, as on paper. */
  private static int slowProduct(int one, int other) {
    int product = 0;
    for (int bit = 0; bit < 8; bit++) {
      product ^= (other >>> bit & 1) * one << bit;
    }
    for (int bit = 14; bit >= 8; bit--) {
      product ^= (product >>> bit & 1) * 0x11d << bit - 8;
    }
    return product;
  }

  @Test
  void shouldMatchThePublishedVectors() throws IOException {
    Path file = Path.of(System.getProperty("sheratan.root", ".."), "docs/vectors/repair.txt");
    List<String> vectors = Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
    assertEquals(9, vectors.size());
    for (String vector : vectors) {
      String[] parts = vector.split(" ");
      byte[][] data = Stream.of(parts[0].split(",")).map(piece -> Bytes.hex(piece).toArray())
          .toArray(byte[][]::new);
      byte[] repair = Generation.repair(data, Integer.parseInt(parts[1]));
      assertEquals(parts[2], Bytes.copyOf(repair).toHex());
    }
  }

  /** All 2^10 ways to keep pieces of 5 + 5 of which at least five are left. */
  @Test
  void shouldRecoverFromAnyFiveOfTen() {
    byte[][] data = data(5, 7, new SeededEntropy(1));
    for (int kept = 0; kept < 1 << 10; kept++) {
      if (Integer.bitCount(kept) >= 5) {
        assertRecovers(data, kept, 10);
      }
    }
  }

  private static void assertRecovers(byte[][] data, int kept, int count) {
    byte[][] pieces = new byte[FragmentLimits.PIECES][];
    for (int index = 0; index < count; index++) {
      if ((kept >>> index & 1) == 1) {
        pieces[index] = index < data.length ? data[index] : Generation.repair(data, index);
      }
    }
    byte[][] recovered = Generation.recover(pieces, data.length);
    for (int of = 0; of < data.length; of++) {
      assertArrayEquals(data[of], recovered[of], "kept " + Integer.toBinaryString(kept));
    }
  }

  @Test
  void shouldRecoverFromAnyPiecesOfAllSizes() {
    for (int size = 1; size <= FragmentLimits.GENERATION; size++) {
      Entropy entropy = new SeededEntropy(size);
      byte[][] data = data(size, 33, entropy);
      byte[][] pieces = new byte[FragmentLimits.PIECES][];
      for (int held = 0; held < size;) {
        int index = entropy.nextInt(FragmentLimits.PIECES);
        if (pieces[index] == null) {
          pieces[index] = index < size ? data[index] : Generation.repair(data, index);
          held++;
        }
      }
      assertArrayEquals(data, Generation.recover(pieces, size), "size " + size);
    }
  }
}
