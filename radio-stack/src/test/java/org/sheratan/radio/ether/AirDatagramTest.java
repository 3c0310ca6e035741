package org.sheratan.radio.ether;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;

class AirDatagramTest {
  private static final int INPUTS = Integer.getInteger("sheratan.fuzz", 1_000_000);
  private static final long SEED = 53_485;
  private static final long NOW_MICROS = 5_000_000_000L;
  private static final AirDatagram SAMPLE = new AirDatagram(7,
      new AirFrame("a", "chip 1", new Position(1.25, -3),
          new Tuning(869_525_000, new LoraModulation(8, 125_000, 5, 8), 0x12, false), 13.5, NOW_MICROS - 800,
          Bytes.hex("0011223344")));

  @Test
  void shouldMatchThePublishedVectors() throws IOException {
    List<String> vectors = vectors();
    assertTrue(vectors.size() >= 3);
    for (String vector : vectors) {
      String[] parts = vector.split(" ");
      Bytes datagram = Bytes.hex(parts[15]);
      assertEquals(datagram.toHex(), parsed(parts).encode(NOW_MICROS).toHex());
      assertEquals(parsed(parts), AirDatagram.decode(datagram, NOW_MICROS));
      assertTrue(datagram.length() <= AirDatagram.MAX_BYTES);
    }
    assertEquals(AirDatagram.MAX_BYTES, vectors.getLast().split(" ")[15].length() / 2, "the longest");
  }

  @Test
  void shouldPlaceTheBeginningInTheReceiversTime() {
    Bytes sent = SAMPLE.encode(NOW_MICROS + 200);
    assertEquals(77_000 - 1_000, AirDatagram.decode(sent, 77_000).sent().startMicros());
  }

  @Test
  void shouldNameTheBrokenField() {
    assertBroken("magic", 0, 0, 0x54);
    assertBroken("version", 3, 3, 2);
    assertBroken("power", 24, 24, 0x7f);
    assertBroken("frequency", 26, 26, 0xff);
    assertBroken("spreading factor", 30, 30, 13);
    assertBroken("bandwidth", 31, 31, 1);
    assertBroken("coding rate", 35, 35, 4);
    assertBroken("preamble", 36, 37, 5);
    assertBroken("inverted", 39, 39, 2);
    assertBroken("station", 40, 40, 33);
    assertBroken("station", 40, 41, 0x80);
    assertBroken("transmitter", 42, 42, 65);
    assertBroken("frame", 49, 49, 0);
    assertBroken("frame", 50, 49, 6);
    assertBroken("datagram", 54, 49, 4);
  }

  @Test
  void shouldRefuseWhateverIsNotWrittenByEncode() throws IOException {
    Entropy entropy = new SeededEntropy(SEED);
    List<Bytes> seeds = new ArrayList<>(List.of(SAMPLE.encode(NOW_MICROS)));
    vectors().forEach(vector -> seeds.add(Bytes.hex(vector.split(" ")[15])));
    for (int round = 0; round < INPUTS; round++) {
      Bytes datagram = broken(seeds.get(entropy.nextInt(seeds.size())), entropy);
      try {
        assertEquals(datagram, AirDatagram.decode(datagram, NOW_MICROS).encode(NOW_MICROS),
            () -> "seed " + SEED);
      } catch (MalformedException expected) {
        assertTrue(expected.offset() <= datagram.length());
      }
    }
  }

  private static Bytes broken(Bytes valid, Entropy entropy) {
    byte[] input = valid.slice(0, entropy.chance(0.2) ? entropy.nextInt(valid.length()) : valid.length())
        .toArray();
    for (int changes = input.length == 0 ? 0 : entropy.nextInt(4); changes > 0; changes--) {
      input[entropy.nextInt(input.length)] = (byte) entropy.nextInt(256);
    }
    return Bytes.copyOf(input);
  }

  private static List<String> vectors() throws IOException {
    Path file = Path.of(System.getProperty("sheratan.root", ".."), "docs/vectors/air-datagram.txt");
    return Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
  }

  private static AirDatagram parsed(String[] parts) {
    long[] numbers = new long[12];
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = Long.parseLong(parts[index]);
    }
    LoraModulation modulation = new LoraModulation((int) numbers[6], (int) numbers[7], (int) numbers[8],
        (int) numbers[9]);
    Tuning tuning = new Tuning(numbers[5], modulation, (int) numbers[10], numbers[11] == 1);
    return new AirDatagram(numbers[0], new AirFrame(parts[12], parts[13],
        new Position(numbers[2] / 100.0, numbers[3] / 100.0), tuning, numbers[4] / 10.0,
        NOW_MICROS - numbers[1], Bytes.hex(parts[14])));
  }

  private static void assertBroken(String field, int offset, int at, int value) {
    byte[] damaged = SAMPLE.encode(NOW_MICROS).toArray();
    damaged[at] = (byte) value;
    MalformedException broken = assertThrows(MalformedException.class,
        () -> AirDatagram.decode(Bytes.copyOf(damaged), NOW_MICROS));
    assertEquals(field, broken.field());
    assertEquals(offset, broken.offset());
  }
}
