package org.sheratan.radio.link.lora.kiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;

/** What single replies of an RNode mean, hostile ones included. */
class RnodeRepliesTest {
  private static final RadioSettings ASKED = new RadioSettings(868_100_000,
      new LoraModulation(9, 125_000, 6, 8), 14, 100_000);

  private static KissFrame frame(int command, String hex) {
    return new KissFrame(command, Bytes.hex(hex));
  }

  private static RnodeEchoes echoes(String frequency, String bandwidth, String power, String spreading,
      String coding, String lock) {
    RnodeEchoes echoes = new RnodeEchoes(ASKED);
    List.of(frame(RnodeProtocol.FREQUENCY, frequency), frame(RnodeProtocol.BANDWIDTH, bandwidth),
        frame(RnodeProtocol.POWER, power), frame(RnodeProtocol.SPREADING_FACTOR, spreading),
        frame(RnodeProtocol.CODING_RATE, coding), frame(RnodeProtocol.LONG_AIRTIME_LOCK, lock))
        .forEach(each -> assertTrue(echoes.take(each)));
    return echoes;
  }

  private static String why(RnodeEchoes echoes) {
    return echoes.refusal().map(RadioEvent.Failed::why).orElse("");
  }

  @Test
  void shouldAcceptFrequenciesWithin100Hz() {
    assertEquals("", why(echoes("33BE27A0", "0001E848", "0E", "09", "06", "03E8")));
    assertEquals("", why(echoes("33BE2804", "0001E848", "0E", "09", "06", "03E8")));
    assertEquals("", why(echoes("33BE273C", "0001E848", "0E", "09", "06", "03E8")));
    assertEquals("frequency: asked for 868100000 Hz, the modem confirms 868100101 Hz",
        why(echoes("33BE2805", "0001E848", "0E", "09", "06", "03E8")));
  }

  @Test
  void shouldRefuseEachSettingWithBothValues() {
    assertEquals("bandwidth: asked for 125000 Hz, the modem confirms 250000 Hz",
        why(echoes("33BE27A0", "0003D090", "0E", "09", "06", "03E8")));
    assertEquals("power: asked for 14 dBm, the modem confirms 17 dBm",
        why(echoes("33BE27A0", "0001E848", "11", "09", "06", "03E8")));
    assertEquals("spreading factor: asked for 9, the modem confirms 8",
        why(echoes("33BE27A0", "0001E848", "0E", "08", "06", "03E8")));
    assertEquals("coding rate: asked for 6, the modem confirms 5",
        why(echoes("33BE27A0", "0001E848", "0E", "09", "05", "03E8")));
    assertEquals("airtime lock: asked for 1000, the modem confirms 0",
        why(echoes("33BE27A0", "0001E848", "0E", "09", "06", "0000")));
    assertEquals("", why(echoes("33BE27A0", "0001E848", "0E", "09", "06", "03E7")), "rounded down");
    assertEquals("spreading factor: asked for 9, the modem does not answer",
        why(echoes("33BE27A0", "0001E848", "0E", "0909", "06", "03E8")));
  }

  @Test
  void shouldTakeAZeroFrequencyForTheWrongBand() {
    RadioEvent.Failed failed = echoes("00000000", "0001E848", "0E", "09", "06", "03E8").refusal()
        .orElseThrow();
    assertEquals(RadioFault.WRONG_BAND, failed.fault());
    assertEquals("asked for 868100000 Hz, the modem tunes to 0 Hz", failed.why());
  }

  @Test
  void shouldTakeNothingForAnEchoThatIsNone() {
    assertFalse(new RnodeEchoes(ASKED).take(frame(RnodeProtocol.STAT_SNR, "00")));
    assertFalse(new RnodeEchoes(ASKED).complete());
  }

  @Test
  void shouldReadChannelStatistics() {
    RnodeChannel channel = RnodeChannel.decode(Bytes.hex("0102030405060708332FFF")).orElseThrow();
    assertEquals(new RnodeChannel(0x0102, 0x0304, 0x33 - 157, OptionalInt.of(0x2F - 157), false), channel);
    assertFalse(channel.taken());
    assertTrue(RnodeChannel.decode(Bytes.hex("0000000000000000402FFF")).orElseThrow().taken(), "17 dB above");
    assertTrue(RnodeChannel.decode(Bytes.hex("0000000000000000332F33")).orElseThrow().taken(),
        "interference");
    assertEquals(OptionalInt.empty(),
        RnodeChannel.decode(Bytes.hex("00000000000000007979FF")).orElseThrow().noiseDbm(), "not sampled yet");
    assertEquals(Optional.empty(), RnodeChannel.decode(Bytes.hex("00000000000000003333")));
  }

  @Test
  void shouldReadTheTimingWithAndWithoutDifs() {
    assertEquals(new RnodeTiming(18, 24, 48),
        RnodeTiming.decode(Bytes.hex("080001E80012002500180030")).orElseThrow());
    assertEquals(new RnodeTiming(18, 24, 48),
        RnodeTiming.decode(Bytes.hex("080001E8001200250018")).orElseThrow());
    assertEquals(Optional.empty(), RnodeTiming.decode(Bytes.hex("080001E8")));
    assertEquals(24, RnodeTiming.assumed(new LoraModulation(7, 125_000, 5, 8)).preambleSymbols(), "24 ms");
    assertEquals(18, RnodeTiming.assumed(new LoraModulation(12, 125_000, 5, 8)).preambleSymbols());
  }

  private static RnodeTiming told(int preambleSymbols) {
    return RnodeTiming.decode(Bytes.hex("080001E8" + String.format("%04X", preambleSymbols) + "002500180030"))
        .orElseThrow();
  }

  @Test
  void shouldRefuseAPreambleThatNoFirmwareChoosesWithBothValues() {
    LoraModulation sf7 = new LoraModulation(7, 125_000, 5, 8);
    for (int wrong : new int[]{0, 5, 6, 17, 26, 65_535}) {
      RadioEvent.Failed failed = told(wrong).refusal(sf7).orElseThrow();
      assertEquals(RadioFault.SETTINGS_REFUSED, failed.fault());
      assertEquals(
          "preamble: the firmware chooses 18 to 25 symbols for these settings, the modem tells " + wrong,
          failed.why());
    }
    for (int right = 18; right <= 25; right++) {
      assertEquals(Optional.empty(), told(right).refusal(sf7));
    }
    assertTrue(told(24).refusal(new LoraModulation(12, 125_000, 5, 8)).isPresent(),
        "18 is all it takes there");
  }

  private static RnodeTiming told(int slotMs, int difsMs) {
    return RnodeTiming.decode(Bytes.hex("080001E800120025" + String.format("%04X%04X", slotMs, difsMs)))
        .orElseThrow();
  }

  /** A garbled slot kept what a modem had sent as inside it for an hour. */
  @Test
  void shouldRefuseASlotOrDifsThatNoFirmwareChooses() {
    LoraModulation sf8 = new LoraModulation(8, 125_000, 5, 8);
    for (int wrong : new int[]{0, 5, 101, 65_535}) {
      assertEquals("CSMA slot: the firmware chooses 6 to 100 ms, the modem tells " + wrong,
          told(wrong, 48).refusal(sf8).orElseThrow().why());
    }
    for (int wrong : new int[]{0, 5, 201, 65_535}) {
      assertEquals("DIFS: the firmware chooses 6 to 200 ms, the modem tells " + wrong,
          told(24, wrong).refusal(sf8).orElseThrow().why());
    }
    assertEquals(Optional.empty(), told(24, 48).refusal(sf8));
  }

  @Test
  void shouldWaitNoShorterThanTheFirmwaresRule() {
    LoraModulation sf8 = new LoraModulation(8, 125_000, 5, 8);
    assertEquals(48 + 60 * 24, told(24, 48).accessMs(sf8));
    assertEquals(48 + 60 * 24, told(6, 6).accessMs(sf8), "12 symbols are 24 ms");
    assertEquals(200 + 60 * 100, told(100, 200).accessMs(sf8));
    LoraModulation sf12 = new LoraModulation(12, 125_000, 5, 8);
    assertEquals(200 + 60 * 100, RnodeTiming.assumed(sf12).accessMs(sf12));
    LoraModulation fast = new LoraModulation(5, 500_000, 5, 8);
    assertEquals(12 + 60 * 6, RnodeTiming.assumed(fast).accessMs(fast));
  }

  @Test
  void shouldNeverChargeLessThanThePreambleThatTheFirmwareChooses() {
    LoraModulation sf7 = new LoraModulation(7, 125_000, 5, 8);
    assertEquals(24, told(18).onAir(sf7).preambleSymbols());
    assertEquals(25, told(25).onAir(sf7).preambleSymbols());
    assertTrue(told(18).bookedMicros(sf7, 50) < told(24).bookedMicros(sf7, 50), "its book has what it told");
    LoraModulation fast = new LoraModulation(5, 500_000, 5, 8);
    assertEquals(94, told(18).onAir(fast).preambleSymbols(), "6 ms at fast rates");
    assertEquals(Optional.empty(), told(375).refusal(fast), "24 ms from firmware that saves nothing");
  }

  @Test
  void shouldTellWhoItIsFromItsEeprom() {
    RnodeIdentity identity = new RnodeIdentity();
    byte[] rom = new byte[200];
    rom[0] = (byte) 0xB1;
    rom[1] = (byte) 0xB9;
    rom[6] = 0x2A;
    rom[0x9B] = 0x73;
    for (KissFrame each : List.of(frame(RnodeProtocol.FIRMWARE, "0156"), frame(RnodeProtocol.PLATFORM, "80"),
        frame(RnodeProtocol.MCU, "81"), frame(RnodeProtocol.BOARD, "37"))) {
      assertTrue(identity.take(each));
      assertFalse(identity.complete());
    }
    assertFalse(identity.romKnown());
    identity.take(new KissFrame(RnodeProtocol.ROM_READ, Bytes.copyOf(rom)));
    assertTrue(identity.complete() && identity.provisioned() && identity.firmwareNewEnough());
    assertEquals("rnode:b1-b9-0000002a", identity.hardwareId());
    assertEquals("RNode 1.86 on LilyGO LoRa32 v2.1 (ESP32)", identity.name());
    assertFalse(identity.band().contains(433_000_000));
    assertTrue(identity.band().contains(915_000_000));
  }

  @Test
  void shouldNotTrustShortOrUnknownAnswers() {
    RnodeIdentity identity = new RnodeIdentity();
    identity.take(frame(RnodeProtocol.ROM_READ, "C1CA"));
    identity.take(frame(RnodeProtocol.FIRMWARE, "01"));
    identity.take(frame(RnodeProtocol.BOARD, "FE"));
    assertFalse(identity.firmwareKnown());
    assertTrue(identity.name().contains("unknown board 0xfe"));
    identity.take(frame(RnodeProtocol.FIRMWARE, "0133"));
    assertFalse(identity.firmwareNewEnough());
    assertEquals("RNode firmware 1.51", identity.firmware());
    identity.take(frame(RnodeProtocol.FIRMWARE, "0200"));
    assertTrue(identity.firmwareNewEnough());
  }

  @Test
  void shouldGiveEachErrorItsFault() {
    assertEquals(RadioFault.UNFLASHED, RnodeErrors.meaning(Bytes.hex("01")).fault());
    assertEquals(RadioFault.TRANSMIT_FAILED, RnodeErrors.meaning(Bytes.hex("02")).fault());
    assertEquals(RadioFault.LOST, RnodeErrors.meaning(Bytes.hex("03")).fault());
    assertEquals(RadioFault.LOST, RnodeErrors.meaning(Bytes.hex("04")).fault());
    assertEquals(RadioFault.LOST, RnodeErrors.meaning(Bytes.hex("05")).fault());
    assertEquals(RadioFault.TRANSMIT_FAILED, RnodeErrors.meaning(Bytes.hex("06")).fault());
    assertTrue(RnodeErrors.meaning(Bytes.hex("FFEE")).why().contains("ffee"));
  }

  @Test
  void shouldCountDataWithoutItsWholeTripleAsGarbled() {
    RnodeReception reception = new RnodeReception();
    assertEquals(Optional.of(new RadioEvent.Garbled()), reception.take(frame(RnodeProtocol.DATA, "01")));
    reception.take(frame(RnodeProtocol.STAT_SNR, "04"));
    assertEquals(Optional.of(new RadioEvent.Garbled()), reception.take(frame(RnodeProtocol.DATA, "01")));
    reception.take(frame(RnodeProtocol.STAT_RSSI, "40"));
    reception.take(frame(RnodeProtocol.STAT_SNR, "FC"));
    assertEquals(Optional.of(new RadioEvent.Received(Bytes.hex("01"), -93, -1)),
        reception.take(frame(RnodeProtocol.DATA, "01")));
    assertEquals(Optional.of(new RadioEvent.Garbled()), reception.take(frame(RnodeProtocol.DATA, "01")),
        "used up");
    reception.take(frame(RnodeProtocol.STAT_SNR, "FC"));
    reception.take(frame(RnodeProtocol.STAT_RSSI, "40"));
    assertEquals(Optional.of(new RadioEvent.Garbled()), reception.take(frame(RnodeProtocol.DATA, "01")),
        "the wrong order");
  }
}
