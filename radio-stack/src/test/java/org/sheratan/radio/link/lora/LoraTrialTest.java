package org.sheratan.radio.link.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.AntennaPath;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.air.RegionTable;
import org.sheratan.radio.air.Rule;
import org.sheratan.radio.air.SubBand;
import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.Signal;

/** A station that follows another plan for a while. */
class LoraTrialTest {
  private static final Optional<Region> EU868 = RegionTable.builtIn().find("EU868");
  private static final LoraPlan OWN = plan(8, 14, EU868);
  private static final LoraPlan OTHER = plan(9, 10, EU868);
  private static final TrialStage OVER = new TrialStage.Over(Optional.empty());
  private static final Bytes FRAME = new CustodyMarks(List.of(7)).encode();

  private static final Bytes NOT_OURS = Bytes.hex("ff");

  private final ScriptedRadio radio = new ScriptedRadio();
  private final LoraStation station = new LoraStation(OWN, radio, new NoStore(), new SeededEntropy(1),
      new NoEars());

  private static LoraPlan plan(int spreadingFactor, int powerDbm, Optional<Region> region) {
    return new LoraPlan("lora0", 869_525_000, new LoraModulation(spreadingFactor, 125_000, 5, 8), powerDbm,
        new AntennaPath(2, 0), true, region);
  }

  private static final class NoEars implements LinkListener {
    @Override
    public void onFrame(Link link, LinkEndpoint from, Bytes frame, Optional<Signal> signal) {
      throw new AssertionError("nobody speaks");
    }

    @Override
    public void onState(Link link, boolean up, String why) {
      // The states are asked for.
    }
  }

  /** @return the token */
  private int tryOut(long untilMs, long nowMs) {
    return assertInstanceOf(TrialAnswer.Begun.class, station.tryOut(OTHER, untilMs - nowMs, nowMs)).trial()
        .token();
  }

  private void poll(long nowMs) {
    station.poll(Now.monotonic(nowMs));
  }

  private void comeUp(long nowMs) {
    poll(nowMs);
    radio.ready("t", radio.begun.getLast(), true);
    poll(nowMs);
  }

  private List<Integer> begun() {
    return radio.begun.stream().map(settings -> settings.modulation().spreadingFactor()).toList();
  }

  @Test
  void shouldGoBackByItselfWhenTheTimeIsOver() {
    comeUp(0);
    int token = tryOut(10_000, 100);
    assertInstanceOf(LoraState.Starting.class, station.state());
    assertEquals(new TrialStage.Coming(), station.stage(token));
    assertEquals(0, station.nextPollMs());
    comeUp(100);
    assertEquals(new TrialStage.Holding(), station.stage(token));
    assertEquals(OTHER, station.plan());
    assertEquals(10, ((LoraState.Up) station.state()).transmitter().powerDbm());
    assertEquals(10_000, station.nextPollMs());
    poll(9_999);
    assertEquals(List.of(8, 9), begun());
    comeUp(10_000);
    assertEquals(List.of(8, 9, 8), begun());
    assertEquals(OWN, station.plan());
    assertTrue(station.trial().isEmpty());
    assertEquals(OVER, station.stage(token));
  }

  /** Captures named the settings of when they were read: frames of before a trial got its spreading factor. */
  @Test
  void shouldTellTheTapTheSettingsOfTheMoment() {
    List<String> seen = new ArrayList<>();
    station.tapBy((link, tuned, sent, frame, signal) -> seen.add((sent ? "sent SF" : "heard SF")
        + tuned.map(radio -> radio.modulation().spreadingFactor()).orElse(0)));
    comeUp(0);
    station.send(LinkEndpoint.EVERYONE, FRAME);
    poll(10);
    tryOut(10_000, 20);
    radio.hear(NOT_OURS);
    poll(30);
    radio.sent();
    poll(90);
    poll(91);
    radio.hear(NOT_OURS);
    comeUp(92);
    radio.hear(NOT_OURS);
    poll(93);
    assertEquals(List.of("sent SF8", "heard SF8", "heard SF0", "heard SF9"), seen,
        "while it is emptied the settings are those of before; between them nobody knows");
  }

  @Test
  void shouldGoBackEarlierWhenAsked() {
    comeUp(0);
    assertTrue(station.revert(1, 50));
    assertEquals(List.of(8), begun(), "there was nothing to end");
    int token = tryOut(10_000, 100);
    comeUp(100);
    assertTrue(station.revert(token, 200));
    assertTrue(station.revert(token, 200), "that is so already");
    comeUp(200);
    assertEquals(List.of(8, 9, 8), begun());
    poll(10_000);
    assertEquals(3, radio.begun.size());
  }

  @Test
  void shouldGoBackAtOnceWhenTheRadioRefuses() {
    comeUp(0);
    int token = tryOut(600_000, 100);
    poll(100);
    radio.fail(RadioFault.SETTINGS_REFUSED);
    poll(200);
    TrialStage.Over refused = assertInstanceOf(TrialStage.Over.class, station.stage(token));
    assertEquals(RadioFault.SETTINGS_REFUSED, refused.failure().orElseThrow().fault());
    assertEquals(OWN, station.plan());
    comeUp(station.nextPollMs());
    assertEquals(List.of(8, 9, 8), begun());
    tryOut(600_000, 5_000);
    assertEquals(OVER, station.stage(token), "of the latest one only");
  }

  /** Two at once: the later was followed, and its end was the end of both. */
  @Test
  void shouldTryOneThingAtATimeAndLetOnlyItsOwnerEndIt() {
    comeUp(0);
    int token = tryOut(10_000, 100);
    TrialAnswer.Taken taken = assertInstanceOf(TrialAnswer.Taken.class,
        station.tryOut(plan(10, 2, EU868), 5_000, 150));
    assertEquals(token, taken.by().token());
    assertInstanceOf(TrialAnswer.Taken.class, station.beginSelfTest(true, 160));
    comeUp(200);
    assertFalse(station.revert(token + 1, 300));
    poll(9_999);
    assertEquals(List.of(8, 9), begun());
    comeUp(10_000);
    assertEquals(List.of(8, 9, 8), begun());
    assertNotEquals(token, tryOut(20_000, 10_100), "a token names one trial");
    assertTrue(station.trial().isPresent());
    assertFalse(station.revert(token, 10_200));
  }

  @Test
  void shouldRefuseWhatTheLawOrAMissingAntennaForbids() {
    TrialAnswer.Unlawful loud = assertInstanceOf(TrialAnswer.Unlawful.class,
        station.tryOut(plan(8, 33, EU868), 1_000, 0));
    assertEquals(Rule.POWER, loud.breach().rule());
    LoraPlan bare = new LoraPlan("lora0", OWN.frequencyHz(), OWN.modulation(), 14, OWN.antenna(), false,
        EU868);
    station.adopt(bare, 0);
    assertInstanceOf(TrialAnswer.NoAntenna.class,
        station.tryOut(bare.tuned(bare.frequencyHz(), bare.modulation(), 10), 1_000, 0));
    assertInstanceOf(TrialAnswer.Begun.class, station.tryOut(bare.atSafePower(), 1_000, 0));
  }

  /** What fails while the radio sends what it holds was blamed on the trial that had not begun. */
  @Test
  void shouldNotBlameATrialForWhatFailedBeforeIt() {
    comeUp(0);
    station.send(LinkEndpoint.EVERYONE, FRAME);
    poll(10);
    int token = tryOut(60_000, 20);
    radio.fail(RadioFault.LOST);
    poll(30);
    assertEquals(new TrialStage.Coming(), station.stage(token));
    assertEquals(0, station.nextPollMs());
    comeUp(40);
    assertEquals(List.of(8, 9), begun());
    assertEquals(new TrialStage.Holding(), station.stage(token));
  }

  @Test
  void shouldLetTheRadioSendWhatItHoldsBeforeItIsTunedAnew() {
    comeUp(0);
    station.send(LinkEndpoint.EVERYONE, FRAME);
    poll(10);
    assertEquals(List.of(FRAME), radio.onAir);
    tryOut(60_000, 20);
    station.send(LinkEndpoint.EVERYONE, radio.onAir.getFirst());
    poll(30);
    assertEquals(List.of(8), begun());
    radio.sent();
    poll(90);
    assertEquals(1, radio.onAir.size(), "nothing more before it is tuned");
    assertEquals(0, station.nextPollMs());
    comeUp(91);
    assertEquals(List.of(8, 9), begun());
    poll(92);
    assertEquals(2, radio.onAir.size(), "what waited goes now");
  }

  @Test
  void shouldNotWaitForeverForWhatTheRadioHolds() {
    comeUp(0);
    station.send(LinkEndpoint.EVERYONE, FRAME);
    poll(10);
    tryOut(60_000, 20);
    assertEquals(10_020, station.nextPollMs());
    comeUp(10_020);
    assertEquals(List.of(8, 9), begun());
  }

  /** A modem's own limit stayed that of its start. */
  @Test
  void shouldTellTheRadioTheAirtimeOfTheSubBandInForce() {
    comeUp(0);
    LoraPlan narrower = new LoraPlan("lora0", 868_300_000, OWN.modulation(), 14, OWN.antenna(), true, EU868);
    station.tryOut(narrower, 60_000, 10);
    comeUp(10);
    station.adopt(plan(8, 14, RegionTable.builtIn().find("UK868")), 20);
    comeUp(20);
    station.adopt(plan(8, 14, EU868), 30);
    comeUp(30);
    assertEquals(List.of(100_000, 10_000, SubBand.ALL_THE_TIME_PPM, 100_000),
        radio.begun.stream().map(RadioSettings::dutyPpm).toList(),
        "nobody transmits where no row is confirmed");
  }

  @Test
  void shouldObeyAnotherRegionAtOnceAndForGood() {
    comeUp(0);
    tryOut(60_000, 10);
    comeUp(10);
    station.adopt(plan(8, 14, Optional.empty()), 20);
    comeUp(20);
    assertEquals(List.of(8, 9, 8), begun());
    station.send(LinkEndpoint.EVERYONE, FRAME);
    poll(30);
    assertEquals(List.of(), radio.onAir);
    comeUp(70_000);
    assertEquals(Optional.empty(), station.plan().region());
    assertEquals(3, radio.begun.size());
  }

  @Test
  void shouldStayClosed() {
    comeUp(0);
    station.close(Now.monotonic(10));
    tryOut(60_000, 20);
    poll(30);
    assertEquals(List.of(8), begun());
  }
}
