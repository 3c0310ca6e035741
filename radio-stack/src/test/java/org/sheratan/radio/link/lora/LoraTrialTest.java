package org.sheratan.radio.link.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    station.tryOut(new LoraTrial(OTHER, 10_000), 100);
    assertInstanceOf(LoraState.Starting.class, station.state());
    assertEquals(0, station.nextPollMs());
    comeUp(100);
    assertEquals(OTHER, station.plan());
    assertEquals(10, ((LoraState.Up) station.state()).transmitter().powerDbm());
    assertEquals(10_000, station.nextPollMs());
    poll(9_999);
    assertEquals(List.of(8, 9), begun());
    comeUp(10_000);
    assertEquals(List.of(8, 9, 8), begun());
    assertEquals(OWN, station.plan());
    assertTrue(station.trial().isEmpty());
    assertTrue(station.trialFailure().isEmpty());
  }

  @Test
  void shouldGoBackEarlierWhenAsked() {
    comeUp(0);
    station.revert(50);
    assertEquals(List.of(8), begun(), "there was nothing to end");
    station.tryOut(new LoraTrial(OTHER, 10_000), 100);
    comeUp(100);
    station.revert(200);
    comeUp(200);
    assertEquals(List.of(8, 9, 8), begun());
    poll(10_000);
    assertEquals(3, radio.begun.size());
  }

  @Test
  void shouldGoBackAtOnceWhenTheRadioRefuses() {
    comeUp(0);
    station.tryOut(new LoraTrial(OTHER, 600_000), 100);
    poll(100);
    radio.fail(RadioFault.SETTINGS_REFUSED);
    poll(200);
    assertEquals(RadioFault.SETTINGS_REFUSED, station.trialFailure().orElseThrow().fault());
    assertEquals(OWN, station.plan());
    comeUp(station.nextPollMs());
    assertEquals(List.of(8, 9, 8), begun());
    station.tryOut(new LoraTrial(OTHER, 600_000), 5_000);
    assertTrue(station.trialFailure().isEmpty(), "of the latest one only");
  }

  @Test
  void shouldLetTheRadioSendWhatItHoldsBeforeItIsTunedAnew() {
    comeUp(0);
    assertEquals(4, station.sendTestFrame());
    poll(10);
    assertEquals(1, CustodyMarks.decode(radio.onAir.getFirst()).marks().size());
    station.tryOut(new LoraTrial(OTHER, 60_000), 20);
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
    station.sendTestFrame();
    poll(10);
    station.tryOut(new LoraTrial(OTHER, 60_000), 20);
    assertEquals(10_020, station.nextPollMs());
    comeUp(10_020);
    assertEquals(List.of(8, 9), begun());
  }

  @Test
  void shouldObeyAnotherRegionAtOnceAndForGood() {
    comeUp(0);
    station.tryOut(new LoraTrial(OTHER, 60_000), 10);
    comeUp(10);
    station.adopt(plan(8, 14, Optional.empty()), 20);
    comeUp(20);
    assertEquals(List.of(8, 9, 8), begun());
    station.sendTestFrame();
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
    station.tryOut(new LoraTrial(OTHER, 60_000), 20);
    poll(30);
    assertEquals(List.of(8), begun());
  }
}
