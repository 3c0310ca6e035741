package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.Tuning;

/** Byte for byte what a host sees of MeshCore's KISS modem. */
class MeshCoreKissModemTest {
  private static final Tuning TUNING = new Tuning(869_525_000, new LoraModulation(8, 125_000, 5, 16), 0x12,
      false);

  private final PlainAir air = new PlainAir();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final MeshCoreKissModem modem = new MeshCoreKissModem(air.antenna(), new SeededEntropy(1),
      Bytes.copyOf(new byte[32]), out::writeBytes);

  private String host(String hex) {
    out.reset();
    modem.onHostBytes(HexFormat.of().parseHex(hex));
    return said();
  }

  private String said() {
    String said = HexFormat.of().withUpperCase().formatHex(out.toByteArray());
    out.reset();
    return said;
  }

  private static String radio() {
    return Bytes.copyOf(new byte[]{(byte) 869_525_000, (byte) (869_525_000 >> 8), (byte) (869_525_000 >> 16),
        (byte) (869_525_000 >> 24)}).toHex().toUpperCase(Locale.ROOT) + "48E801000805";
  }

  @Test
  void shouldAnswerOnlyAfterItHasBooted() {
    assertEquals("", host("C00617C0"));
    air.advance(2_000);
    assertEquals("C00697C0", host("C00617C0"));
    assertEquals("C0068B0000000000000000" + "0000" + "C0", host("C0060BC0"), "no settings yet");
  }

  @Test
  void shouldRepeatItsSettingsAndTellWhatAFrameCosts() {
    air.advance(2_000);
    assertEquals("C006F0C0", host("C00609" + radio() + "C0"));
    assertEquals("C0068B" + radio() + "C0", host("C0060BC0"));
    long airtimeMs = TUNING.modulation().airtimeMicros(255) / 1_000;
    assertEquals("C0068F%02X%02X0000C0".formatted(airtimeMs & 0xff, airtimeMs >> 8), host("C0060FFFC0"));
    assertEquals("C006F101C0", host("C006090102C0"), "too short");
    assertEquals("C006F105C0", host("C0060442C0"), "nothing about radio");
  }

  @Test
  void shouldHoldOnePacketAndSayWhenItHasLeft() {
    air.advance(2_000);
    host("C00100C0");
    out.reset();
    assertEquals("", host("C0000102C0"));
    assertEquals("C006F107C0", host("C0000304C0"), "busy");
    air.advance(10_000);
    assertEquals("C006F801C0", said());
    assertEquals(Bytes.hex("0102"), air.sent().getLast().frame());
  }

  @Test
  void shouldReportWhatItHeardBehindIt() {
    air.advance(2_000);
    host("C00609" + radio() + "C0");
    air.signal(-97, -9.25);
    air.say(TUNING, Bytes.hex("C0DB07"));
    air.advance(3_000);
    // -9.25 * 4 = -37 = DB, escaped; -97 = 9F.
    assertEquals("C000DBDCDBDD07C0" + "C006F9DBDD9FC0", said());
    host("C0061900C0");
    air.say(TUNING, Bytes.hex("07"));
    air.advance(4_000);
    assertEquals("C00007C0", said(), "without its report");
  }

  @Test
  void shouldSurviveAnythingFromTheHost() {
    air.advance(2_000);
    for (int seed = 0; seed < 500; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      byte[] noise = new byte[entropy.nextInt(60)];
      for (int index = 0; index < noise.length; index++) {
        int kind = entropy.nextInt(5);
        noise[index] = (byte) (kind == 0 ? 0xC0 : kind == 1 ? 6 : entropy.nextInt(256));
      }
      modem.onHostBytes(noise);
    }
    air.advance(60_000);
    out.reset();
    assertTrue(host("C0C00617C0").contains("C00697C0"));
  }
}
