package org.sheratan.radio.link.lora.kiss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;

class KissDecoderTest {
  private static final int MAX = 508;

  private final KissDecoder decoder = new KissDecoder(RnodeProtocol::unescaped, MAX);

  private List<KissFrame> decode(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return decoder.decode(bytes, bytes.length);
  }

  private static KissFrame frame(int command, String hex) {
    return new KissFrame(command, Bytes.hex(hex));
  }

  @Test
  void shouldShareDelimitersBetweenNeighbors() {
    assertEquals(List.of(frame(0x08, "46"), frame(0x50, "0156"), frame(0x48, "70")),
        decode("C00846C0500156C04870C0"));
  }

  @Test
  void shouldUnescapeLongRepliesAndTakeShortOnesAsTheyAre() {
    assertEquals(List.of(frame(0x24, "DB"), frame(0x23, "C0"), frame(0x03, "DB"), frame(0x50, "DBDC")),
        decode("C024DBDDC0C023DBDCC0C003DBC0C050DBDCC0"));
  }

  @Test
  void shouldDropADamagedFrameOnly() {
    assertEquals(List.of(frame(0x01, "00")), decode("C000DB55AAC0C00100C0"));
    assertEquals(List.of(frame(0x01, "00")), decode("C00011DBC0C00100C0"));
  }

  @Test
  void shouldDropAnOverlongFrameOnly() {
    assertEquals(List.of(frame(0x01, "00")), decode("C000" + "11".repeat(MAX + 1) + "C0C00100C0"));
    assertEquals(MAX, decode("C000" + "11".repeat(MAX) + "C0").getFirst().payload().length());
  }

  @Test
  void shouldFindARestartInTheMiddleOfAFrame() {
    assertEquals(frame(0x55, "F8"), decode("C00001020304C055F8C0").getLast());
    assertEquals(frame(0x55, "F8"), decode("C003C055F8C0").getLast());
  }

  @Test
  void shouldKeepABitOfWhatCameBeforeTheFirstDelimiter() {
    String log = "rst:0x1\r\nESP-ROM";
    byte[] bytes = (log + "x".repeat(1_000)).getBytes(StandardCharsets.US_ASCII);
    assertEquals(List.of(), decoder.decode(bytes, bytes.length));
    assertTrue(decoder.strayText().startsWith("rst:0x1  ESP-ROMxxx"), decoder.strayText());
    assertTrue(decoder.strayText().length() < 100);
  }

  @Test
  void shouldEncodeEveryByteSoThatItComesBack() {
    byte[] all = new byte[256];
    for (int value = 0; value < 256; value++) {
      all[value] = (byte) value;
    }
    byte[] encoded = KissFraming.encode(0, all);
    assertEquals(3 + 256 + 2, encoded.length);
    assertEquals(List.of(new KissFrame(0, Bytes.copyOf(all))), decoder.decode(encoded, encoded.length));
    assertArrayEquals(HexFormat.of().parseHex("C000DBDCDBDDC0"),
        KissFraming.encode(0, (byte) 0xC0, (byte) 0xDB));
  }

  @Test
  void shouldSurviveAnythingAndFindTheNextGoodFrame() {
    for (int seed = 0; seed < 2_000; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      KissDecoder fuzzed = new KissDecoder(RnodeProtocol::unescaped, 64);
      byte[] noise = new byte[entropy.nextInt(400)];
      for (int index = 0; index < noise.length; index++) {
        int kind = entropy.nextInt(4);
        noise[index] = (byte) (kind == 0 ? 0xC0 : kind == 1 ? 0xDB : entropy.nextInt(256));
      }
      List<KissFrame> frames = new ArrayList<>(fuzzed.decode(noise, noise.length));
      frames.forEach(frame -> assertTrue(frame.payload().length() <= 64));
      byte[] good = HexFormat.of().parseHex("C0C00846C0");
      frames = fuzzed.decode(good, good.length);
      assertEquals(frame(0x08, "46"), frames.getLast(), "seed " + seed);
    }
  }

  @Test
  void shouldDecodeTheSameHoweverTheBytesArrive() {
    byte[] bytes = HexFormat.of().parseHex("4142C00846C0500156C000DBDCDBDD01C024DBDDC0");
    List<KissFrame> whole = decoder.decode(bytes, bytes.length);
    KissDecoder slow = new KissDecoder(RnodeProtocol::unescaped, MAX);
    List<KissFrame> pieces = new ArrayList<>();
    for (byte each : bytes) {
      pieces.addAll(slow.decode(new byte[]{each}, 1));
    }
    assertEquals(whole, pieces);
    assertEquals(4, whole.size());
  }
}
