package org.sheratan.radio.link.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.AntennaPath;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.RegionTable;
import org.sheratan.radio.frame.Batch;
import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.Signal;

/** A radio's test of itself, by a station whose radio does what the test says. */
class SelfTestTest {
  private static final Bytes OTHER = new CustodyMarks(List.of(7)).encode();

  private final ScriptedRadio radio = new ScriptedRadio();
  private LoraStation station = station("EU868", true);
  private int token;

  private static LoraPlan plan(String region, boolean antennaConfirmed) {
    return new LoraPlan("lora0", 869_525_000, new LoraModulation(8, 125_000, 5, 8), 14,
        new AntennaPath(2, 0), antennaConfirmed, RegionTable.builtIn().find(region));
  }

  private LoraStation station(String region, boolean antennaConfirmed) {
    return new LoraStation(plan(region, antennaConfirmed), radio, new NoStore(), new SeededEntropy(1),
        new LinkListener() {
          @Override
          public void onFrame(Link link, LinkEndpoint from, Bytes frame, Optional<Signal> signal) {
            throw new AssertionError("nobody speaks");
          }

          @Override
          public void onState(Link link, boolean up, String why) {
            // The states are asked for.
          }
        });
  }

  private void poll(long nowMs) {
    station.poll(Now.monotonic(nowMs));
  }

  private void comeUp(long nowMs) {
    poll(nowMs);
    radio.ready("t", radio.begun.getLast(), true);
    poll(nowMs);
  }

  private void begin(boolean transmit, long nowMs) {
    token = assertInstanceOf(TrialAnswer.Begun.class, station.beginSelfTest(transmit, nowMs)).trial().token();
  }

  private void noise(int dbm, long nowMs) {
    radio.events.add(new RadioEvent.Noise(dbm));
    poll(nowMs);
  }

  private List<Integer> powersDbm() {
    return radio.begun.stream().map(RadioSettings::powerDbm).toList();
  }

  /** Each check with its result and reason. */
  private TreeMap<String, String> checks() {
    SelfTestReport report = station.selfTest(token).orElseThrow();
    TreeMap<String, String> checks = new TreeMap<>();
    report.checks()
        .forEach(check -> assertEquals(null, checks.put(check.name(), check.result() + ": " + check.why())));
    assertEquals(6, checks.size(), checks::toString);
    assertEquals(checks.values().stream().noneMatch(each -> each.startsWith("FAIL")), report.passed());
    assertTrue(station.trial().isEmpty(), "the planned settings hold again");
    return checks;
  }

  @Test
  void shouldPassAndGoBack() {
    comeUp(0);
    begin(false, 100);
    comeUp(110);
    assertEquals(Optional.empty(), station.selfTest(token), "it goes on");
    noise(-118, 500);
    TreeMap<String, String> checks = checks();
    assertEquals("PASS: scripted", checks.get("handshake"));
    assertEquals("PASS: confirmed as asked: SF8, 125000 Hz, CR 4/5 at 869525000 Hz, 2 dBm",
        checks.get("settings"));
    assertEquals("PASS: -118 dBm", checks.get("noise"));
    assertTrue(checks.get("law").startsWith("PASS: may transmit in 869.4"), checks.get("law"));
    assertEquals("PASS: confirmed by the operator", checks.get("antenna"));
    assertEquals("SKIPPED: not asked for: --transmit", checks.get("transmit"));
    assertEquals(List.of(), radio.onAir);
    comeUp(510);
    assertEquals(List.of(14, 2, 14), powersDbm());
  }

  @Test
  void shouldHearANoisyPlace() {
    comeUp(0);
    begin(false, 100);
    comeUp(110);
    noise(-50, 500);
    assertTrue(checks().get("noise").startsWith("FAIL: -50 dBm: a strong transmitter"));
    begin(false, 1_000);
    comeUp(1_010);
    poll(station.nextPollMs());
    assertEquals("SKIPPED: the radio measured none in 12 s", checks().get("noise"));
  }

  /** Any frame that left counted as the test's own. */
  @Test
  void shouldPassOnlyWithItsOwnFrame() {
    comeUp(0);
    begin(true, 100);
    comeUp(110);
    station.send(LinkEndpoint.EVERYONE, OTHER);
    poll(120);
    noise(-118, 500);
    poll(510);
    assertEquals(List.of(OTHER), radio.onAir);
    radio.sent();
    poll(600);
    assertEquals(Optional.empty(), station.selfTest(token), "another's frame has left");
    assertEquals(2, radio.onAir.size());
    radio.sent();
    poll(700);
    poll(700);
    assertEquals("PASS: 4 bytes at 2 dBm, 62 ms on the air, left the radio", checks().get("transmit"));
  }

  @Test
  void shouldFindItsFrameAmongOthersInOneTransmission() {
    comeUp(0);
    begin(true, 100);
    comeUp(110);
    radio.accepting = false;
    noise(-118, 500);
    station.send(LinkEndpoint.EVERYONE, OTHER);
    poll(510);
    radio.accepting = true;
    poll(520);
    assertEquals(2, Batch.decode(radio.onAir.getFirst()).frames().size());
    radio.sent();
    poll(700);
    poll(700);
    assertTrue(checks().get("transmit").startsWith("PASS: 10 bytes at 2 dBm"), checks().toString());
  }

  @Test
  void shouldSayWhenNothingLeaves() {
    comeUp(0);
    begin(true, 100);
    comeUp(110);
    noise(-118, 500);
    poll(510);
    assertEquals(1, radio.onAir.size());
    assertEquals(20_500, station.nextPollMs());
    poll(20_500);
    assertEquals("FAIL: the radio does not say that the frame has left", checks().get("transmit"));
  }

  @Test
  void shouldSkipWhatDependsOnAFailedCheck() {
    poll(0);
    begin(true, 10);
    poll(20);
    radio.fail(RadioFault.ABSENT);
    poll(30);
    TreeMap<String, String> absent = checks();
    assertEquals("FAIL: scripted; plug the board in, or name the right board or port in [radio]",
        absent.get("handshake"));
    List.of("settings", "noise", "transmit")
        .forEach(check -> assertEquals("SKIPPED: no radio is ready", absent.get(check)));
    assertTrue(absent.get("law").startsWith("PASS"));
    begin(false, 1_000);
    poll(1_010);
    radio.fail(RadioFault.WRONG_BAND);
    poll(1_020);
    assertEquals("PASS: the radio answers", checks().get("handshake"));
    assertEquals("FAIL: scripted; use a board made for the region's band", checks().get("settings"));
  }

  @Test
  void shouldEndWithARadioThatNeverComesUp() {
    poll(0);
    begin(true, 10);
    poll(20);
    assertEquals(30_010, station.nextPollMs());
    poll(30_010);
    assertEquals("FAIL: the radio is not ready in time", checks().get("handshake"));
  }

  @Test
  void shouldSendNothingAgainstTheLaw() {
    station = station("", false);
    comeUp(0);
    begin(true, 10);
    comeUp(20);
    noise(-118, 30);
    TreeMap<String, String> lawless = checks();
    assertTrue(lawless.get("law").startsWith("FAIL: to transmit without a region"), lawless.toString());
    assertTrue(lawless.get("antenna").startsWith("FAIL: not confirmed"), lawless.toString());
    assertEquals("SKIPPED: the law forbids it", lawless.get("transmit"));
    assertEquals(List.of(), radio.onAir);
  }

  /** A trial that ran out, or another request's power, went into the middle of a test. */
  @Test
  void shouldNotBeDisturbedByOtherTrials() {
    comeUp(0);
    begin(true, 100);
    comeUp(110);
    LoraPlan loud = plan("EU868", true);
    assertTrue(assertInstanceOf(TrialAnswer.Taken.class, station.tryOut(loud, 200, 120)).by().selfTest());
    assertInstanceOf(TrialAnswer.Taken.class, station.beginSelfTest(false, 130));
    assertFalse(station.revert(token + 1, 140));
    noise(-118, 500);
    poll(510);
    radio.sent();
    poll(700);
    poll(700);
    assertTrue(checks().get("transmit").startsWith("PASS: 4 bytes at 2 dBm"), checks().toString());
    comeUp(710);
    assertEquals(List.of(14, 2, 14), powersDbm());
  }

  @Test
  void shouldBreakOffWhenTheRadioFailsOrAnotherPlanHolds() {
    comeUp(0);
    begin(true, 100);
    comeUp(110);
    radio.fail(RadioFault.LOST);
    poll(200);
    assertTrue(checks().get("noise").startsWith("FAIL: scripted; nothing to do"), checks().toString());
    assertEquals("SKIPPED: no radio is ready", checks().get("transmit"));
    comeUp(5_000);
    begin(true, 5_100);
    comeUp(5_110);
    noise(-118, 5_200);
    station.adopt(plan("UK868", true), 5_300);
    poll(5_310);
    assertEquals("FAIL: broken off: the radio follows another plan", checks().get("transmit"));
  }
}
