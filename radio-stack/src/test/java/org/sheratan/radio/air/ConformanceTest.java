package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

class ConformanceTest {
  private static final AntennaPath DIPOLE = new AntennaPath(2.15, 0);
  private static final RegionTable TABLE = RegionTable.builtIn();

  @Test
  void shouldForbidEverythingWithoutRegion() {
    Conformance answer = Conformance.check(Optional.empty(), 869_525_000, 125_000, 1, DIPOLE);
    assertEquals(Breach.NO_REGION, answer);
  }

  @Test
  void shouldAllowWhatTheSubBandAllows() {
    Allowance allowed = allowed("EU868", 869_525_000, 125_000, 22, DIPOLE);
    assertEquals(100_000, allowed.subBand().dutyPpm());
    assertEquals(22, allowed.measuredDbm(), 1e-9);
    assertEquals(26, allowed.highestPowerDbm());
  }

  @Test
  void shouldCountGainAndLoss() {
    AntennaPath yagi = new AntennaPath(10.15, 1);
    assertEquals(19, allowed("EU868", 869_525_000, 125_000, 10, yagi).highestPowerDbm());
    assertEquals(17, allowed("EU868", 869_525_000, 125_000, 10, yagi).measuredDbm(), 1e-9);
    // 25 mW are 13.98 dBm.
    assertEquals(13, allowed("EU868", 868_300_000, 125_000, 13, DIPOLE).highestPowerDbm());
    assertEquals(14,
        allowed("EU868", 868_300_000, 125_000, 14, new AntennaPath(2.15, 0.5)).highestPowerDbm());
    Breach breach = breach(Rule.POWER, "EU868", 868_300_000, 125_000, 14, DIPOLE);
    assertEquals("14 dBm conducted, 14.00 dBm with this antenna: not allowed (25 mW ERP, 13.98 dBm); "
        + "set the power to 13 dBm or less, or use an antenna of less gain", breach.message());
  }

  @Test
  void shouldMeasureConductedPowerUpTo6dBi() {
    assertEquals(26, allowed("US915", 915_000_000, 500_000, 20, new AntennaPath(6, 0)).highestPowerDbm());
    assertEquals(23, allowed("US915", 915_000_000, 500_000, 20, new AntennaPath(9, 3)).highestPowerDbm());
    assertEquals(30, allowed("AU915", 920_000_000, 500_000, 30, new AntennaPath(0, 0)).highestPowerDbm());
  }

  @Test
  void shouldKeepTheWholeSignalInside() {
    allowed("EU868", 869_525_000, 250_000, 14, DIPOLE);
    allowed("EU868", 869_462_500, 125_000, 14, DIPOLE);
    Breach breach = breach(Rule.BAND, "EU868", 869_462_499, 125_000, 14, DIPOLE);
    assertTrue(breach.asked().contains("869.462499 MHz") && breach.allowed().contains("869.4–869.65 MHz"),
        breach.message());
    breach(Rule.BAND, "EU868", 869_525_001, 250_000, 14, DIPOLE);
    breach(Rule.BAND, "EU868", 915_000_000, 125_000, 14, DIPOLE);
    // 868.6 to 868.7 MHz is for alarms.
    breach(Rule.BAND, "EU868", 868_650_000, 41_700, 10, DIPOLE);
  }

  @Test
  void shouldPreferTheRowWithoutDutyCycleWhereThePowerAllowsIt() {
    assertFalse(allowed("EU868", 869_850_000, 125_000, 6, DIPOLE).subBand().dutyLimited());
    assertTrue(allowed("EU868", 869_850_000, 125_000, 7, DIPOLE).subBand().dutyLimited());
    assertEquals(10, allowed("EU433", 433_775_000, 125_000, 10, DIPOLE).highestPowerDbm());
  }

  @Test
  void shouldRefuseToHop() {
    Breach breach = breach(Rule.HOPPING, "US915", 915_000_000, 125_000, 10, DIPOLE);
    assertEquals("hopping over 50 channels, 400 ms in 20 s on each", breach.allowed());
    breach(Rule.HOPPING, "US915", 915_000_000, 250_000, 10, DIPOLE);
  }

  @Test
  void shouldRefuseRowsThatNobodyChecked() {
    Breach breach = breach(Rule.UNCONFIRMED, "AS923", 921_000_000, 125_000, 1, DIPOLE);
    assertTrue(breach.allowed().contains("LoRaWAN"), breach.message());
    breach(Rule.UNCONFIRMED, "UK868", 869_525_000, 125_000, 10, DIPOLE);
    breach(Rule.UNCONFIRMED, "AU915", 920_000_000, 125_000, 10, DIPOLE);
    breach(Rule.UNCONFIRMED, "IN865", 866_000_000, 125_000, 10, DIPOLE);
  }

  @Test
  void shouldFindTheHighestPower() {
    Region europe = TABLE.find("EU868").orElseThrow();
    assertEquals(OptionalInt.of(26), Conformance.highestPowerDbm(europe, 869_525_000, 125_000, DIPOLE));
    assertEquals(OptionalInt.of(13), Conformance.highestPowerDbm(europe, 869_850_000, 125_000, DIPOLE));
    assertEquals(OptionalInt.empty(), Conformance.highestPowerDbm(europe, 867_000_000, 125_000,
        new AntennaPath(30, 0)));
    assertEquals(OptionalInt.empty(),
        Conformance.highestPowerDbm(TABLE.find("AS923").orElseThrow(), 921_000_000, 125_000, DIPOLE));
  }

  private static Allowance allowed(String region, long frequencyHz, int bandwidthHz, int powerDbm,
      AntennaPath antenna) {
    return assertInstanceOf(Allowance.class,
        Conformance.check(TABLE.find(region), frequencyHz, bandwidthHz, powerDbm, antenna));
  }

  private static Breach breach(Rule rule, String region, long frequencyHz, int bandwidthHz, int powerDbm,
      AntennaPath antenna) {
    Breach breach = assertInstanceOf(Breach.class,
        Conformance.check(TABLE.find(region), frequencyHz, bandwidthHz, powerDbm, antenna));
    assertEquals(rule, breach.rule(), breach.message());
    return breach;
  }
}
