package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.Tuning;

/** Byte for byte what a host sees of firmware 1.86. */
class RnodeModemTest {
  private static final String RADIO_ON = "C00133CA9500C0" + "C0020001E848C0" + "C0030EC0" + "C00408C0"
      + "C00505C0"
      + "C00601C0";
  private static final Tuning TUNING = new Tuning(868_914_432, new LoraModulation(8, 125_000, 5, 18), 0x12,
      false);

  private final PlainAir air = new PlainAir();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private RnodeModem modem = modem(RnodeBoard.RAK4631, RnodeFault.NONE);

  private RnodeModem modem(RnodeBoard board, RnodeFault fault) {
    return new RnodeModem(air.antenna(), new SeededEntropy(1), board, 0x01020304, fault, out::writeBytes);
  }

  private void host(String hex) {
    modem.onHostBytes(HexFormat.of().parseHex(hex));
  }

  private String said() {
    String said = HexFormat.of().withUpperCase().formatHex(out.toByteArray());
    out.reset();
    return said;
  }

  private void boot() {
    air.advance(air.nowMs() + 1_000);
    assertEquals("C055F8C0", said());
  }

  private void online() {
    boot();
    host(RADIO_ON);
    said();
    air.advance(air.nowMs() + 500);
    said();
  }

  private void bytes(int count) {
    StringBuilder packet = new StringBuilder("C000");
    for (int index = 0; index < count; index++) {
      packet.append("%02X".formatted(index % 100));
    }
    host(packet + "C0");
  }

  @Test
  void shouldBeDeafUntilItHasBootedAndSaysReset() {
    host("C00873C0");
    boot();
    assertEquals("", said());
  }

  @Test
  void shouldAnswerTheHandshakeThatSharesDelimiters() {
    boot();
    host("C00873C05000C04800C04900C0");
    assertEquals("C00846C0" + "C0500156C0" + "C04870C0" + "C04971C0", said());
  }

  @Test
  void shouldNotTakeTheEndOfAPacketForTheBeginningOfTheNextFrame() {
    boot();
    host("C0000102C00873C0");
    assertEquals("", said(), "the second frame has no delimiter of its own");
    host("C00873C0");
    assertEquals("C00846C0", said());
  }

  @Test
  void shouldKeepTheRadioOffUntilEverySettingIsThere() {
    boot();
    host("C00700C0" + "C00601C0");
    assertEquals("C00701C0" + "C00600C0C00600C0", said());
    host("C00133CA9500C0");
    assertEquals("C00133CA9500C0", said());
    host("C00601C0");
    assertEquals("C00600C0C00600C0", said());
  }

  @Test
  void shouldReportThePreambleThenTheStateWhenTheRadioComesOn() {
    boot();
    host(RADIO_ON);
    String said = said();
    // 2.048 ms symbols, 488 of them a second, 18 of preamble, 37 ms, slots of 24 ms, DIFS of 48 ms.
    assertTrue(said.endsWith("C0260800" + "01E8" + "0012" + "0025" + "0018" + "0030C0" + "C00601C0C00601C0"),
        said);
  }

  @Test
  void shouldClampPowerSpreadingFactorAndCodingRate() {
    boot();
    host("C0031EC0C00410C0C00402C0C00509C0C00501C0");
    assertEquals("C00316C0" + "C0040CC0" + "C00405C0" + "C00508C0" + "C00505C0", said());
  }

  @Test
  void shouldRoundToTheChipOnlyOnceTheRadioIsOn() {
    boot();
    host("C002000182B8C0");
    assertEquals("C002000182B8C0", said(), "99,000 Hz is repeated as told");
    host("C00133CA9500C0C0030EC0C00408C0C00601C0");
    said();
    host("C00200000000C0");
    assertEquals("C0020001E848C0", said(), "but the chip does 125,000 Hz");
  }

  @Test
  void shouldRoundFrequenciesToSx127xSteps() {
    modem = modem(RnodeBoard.ATMEGA2560, RnodeFault.NONE);
    air.advance(air.nowMs() + 1_000);
    said();
    host("C00133CA9501C0C0020001E848C0C0031EC0C00408C0C00601C0");
    assertTrue(said().contains("C00311C0"), "17 dBm at most");
    host("C00100000000C0");
    long echoed = Long.parseLong(said().substring(4, 12), 16);
    assertTrue(echoed <= 0x33CA9501L && echoed > 0x33CA9501L - 62, "off by less than a step: " + echoed);
  }

  @Test
  void shouldEscapeLongRepliesButNotShortOnes() {
    boot();
    host("C00133DBDCDBDD00C0");
    assertEquals("C00133DBDCDBDD00C0", said());
    host("C003DBC0");
    assertEquals("C00316C0", said(), "DB is taken as a number and clamped");
  }

  @Test
  void shouldKeepTheLockAsAFloatThatRoundsDown() {
    boot();
    host("C00B0000C0C00C03E8C0C00C2710C0");
    assertEquals("C00B0000C0" + "C00C03E8C0" + "C00C0000C0", said(), "100 % is off");
  }

  @Test
  void shouldTransmitWithItsHeaderByteAfterDifsAndSayStatisticsAtOnce() {
    online();
    bytes(20);
    assertTrue(air.sent().isEmpty());
    long queuedMs = air.nowMs();
    while (air.sent().isEmpty()) {
      air.advance(air.nextMs());
    }
    assertTrue(air.nowMs() >= queuedMs + 48, "DIFS");
    Bytes frame = air.sent().getFirst().frame();
    assertEquals(21, frame.length());
    assertEquals(0, frame.at(0) & 0x0f);
    assertEquals(1, frame.at(2));
    said();
    air.advance(air.nowMs() + (TUNING.modulation().airtimeMicros(21) + 999) / 1_000);
    assertTrue(said().startsWith("C025"), "statistics follow the transmission");
  }

  @Test
  void shouldSplitMoreThan254BytesAndLoseBothHalvesTogether() {
    online();
    bytes(255);
    air.advance(air.nowMs() + 3_000);
    assertEquals(2, air.sent().size());
    Bytes first = air.sent().get(0).frame();
    Bytes second = air.sent().get(1).frame();
    assertEquals(255, first.length());
    assertEquals(2, second.length());
    assertEquals(1, first.at(0) & 0x0f);
    assertEquals(first.at(0), second.at(0));

    said();
    air.say(TUNING, first);
    air.advance(air.nowMs() + 900);
    air.say(TUNING, Bytes.hex("B001"));
    air.advance(air.nowMs() + 300);
    String heard = said();
    assertTrue(heard.contains("C00001C0"), heard);
    air.say(TUNING, second);
    air.advance(air.nowMs() + 300);
    assertFalse(said().contains("C000"), "the late half alone says nothing");
  }

  @Test
  void shouldReportRssiSnrAndDataInThisOrder() {
    online();
    air.signal(-93, -9.25);
    air.say(TUNING, Bytes.hex("20C0DB07"));
    air.advance(air.nowMs() + 400);
    // -93 + 157 = 0x40; -9.25 * 4 = -37 = 0xDB, escaped.
    assertTrue(said().contains("C02340C0" + "C024DBDDC0" + "C000DBDCDBDD07C0"));
  }

  @Test
  void shouldOverflowWithoutAWordAndKeepThePieces() {
    online();
    air.noise(-60);
    for (int packet = 0; packet < 13; packet++) {
      bytes(500);
    }
    said();
    host("C00F00C0");
    assertEquals("C00F00C0", said());
    air.noise(-110);
    air.advance(air.nowMs() + 60_000);
    assertEquals(24, air.sent().size(), "twelve packets of two frames each");
    bytes(10);
    air.advance(air.nowMs() + 5_000);
    assertEquals(1 + 144 + 10, air.sent().getLast().frame().length(),
        "144 bytes of the thirteenth came along");
  }

  @Test
  void shouldNotAnswerWhileItTransmits() {
    online();
    bytes(200);
    while (air.sent().isEmpty()) {
      air.advance(air.nextMs());
    }
    said();
    host("C00F00C0");
    air.advance(air.nowMs() + 300);
    assertEquals("", said());
    air.advance(air.nowMs() + 600);
    assertTrue(said().contains("C00F01C0"));
  }

  @Test
  void shouldNeverSayReadyUnasked() {
    online();
    bytes(50);
    air.advance(air.nowMs() + 5_000);
    assertFalse(said().contains("C00F"));
  }

  @Test
  void shouldWaitWhileOthersTalk() {
    online();
    Tuning slow = new Tuning(TUNING.frequencyHz(), new LoraModulation(8, 125_000, 5, 1_000), 0x12, false);
    air.antenna().transmit(slow, 14, Bytes.hex("00"));
    long untilMs = air.nowMs() + slow.modulation().airtimeMicros(1) / 1_000;
    bytes(10);
    air.advance(untilMs - 1);
    assertEquals(1, air.sent().size());
    air.advance(untilMs + 2_000);
    assertEquals(2, air.sent().size());
  }

  @Test
  void shouldStopTransmittingAtItsAirtimeLock() {
    online();
    host("C00B0001C0");
    bytes(100);
    air.advance(air.nowMs() + 3_000);
    assertEquals(1, air.sent().size());
    bytes(100);
    air.advance(air.nowMs() + 5_000);
    assertEquals(1, air.sent().size());
    air.advance(air.nowMs() + 20_000);
    assertEquals(2, air.sent().size(), "the lock opens when its window has moved on");
  }

  @Test
  void shouldRefuseToWriteItsLockedEeprom() {
    boot();
    host("C0520142C0");
    assertEquals("C09003C0", said());
  }

  @Test
  void shouldForgetEverythingAtReset() {
    online();
    host("C055F8C0");
    host("C00873C0");
    assertEquals("", said());
    boot();
    host("C006FFC0");
    assertEquals("C00600C0", said());
  }

  /** Found by RnodeFaultSimulationTest: the wait for a free channel went on in a modem without settings. */
  @Test
  void shouldNotGoOnWaitingForTheChannelAfterARestart() {
    online();
    bytes(10);
    modem.restart();
    air.advance(air.nowMs() + 5_000);
    assertTrue(air.sent().isEmpty());
  }

  @Test
  void shouldStayOffWithoutProvisioningOrWithADeadChip() {
    for (RnodeFault fault : List.of(RnodeFault.UNPROVISIONED, RnodeFault.DEAD_CHIP)) {
      modem = modem(RnodeBoard.RAK4631, fault);
      air.advance(air.nowMs() + 1_000);
      host(RADIO_ON);
      String said = said();
      assertTrue(said.endsWith("C00600C0"), said);
      assertEquals(fault == RnodeFault.DEAD_CHIP, said.contains("C09001C0"), said);
    }
  }
}
