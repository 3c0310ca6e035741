package org.sheratan.radio.link.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.AntennaPath;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.PowerLimit;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.air.Rule;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.air.SubBand;
import org.sheratan.radio.frame.Batch;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.link.Urgency;

class LoraStationTest {
  private static final LoraModulation SF8 = new LoraModulation(8, 125_000, 5, 8);
  private static final Region REGION = new Region("test", List.of(new SubBand(869_400_000, 869_650_000,
      new PowerLimit(500, PowerLimit.Reference.ERP), 100_000, SubBand.ANY_LENGTH_MS, 1, 250_000,
      Optional.empty(),
      true, "test")));

  private final List<Bytes> heard = new ArrayList<>();
  private final List<String> states = new ArrayList<>();
  private final ScriptedRadio radio = new ScriptedRadio();
  private LoraStation station = station(plan(Optional.of(REGION), true));

  private final class Ears implements LinkListener {
    @Override
    public void onFrame(Link link, LinkEndpoint from, Bytes frame, Optional<Signal> signal) {
      assertEquals(Optional.of(ScriptedRadio.SIGNAL), signal);
      assertEquals(LinkEndpoint.EVERYONE, from);
      heard.add(frame);
    }

    @Override
    public void onState(Link link, boolean up, String why) {
      states.add((up ? "up: " : "down: ") + why);
    }
  }

  private static LoraPlan plan(Optional<Region> region, boolean antennaConfirmed) {
    return new LoraPlan("lora0", 869_525_000, SF8, 14, new AntennaPath(2, 0), antennaConfirmed, region);
  }

  private LoraStation station(LoraPlan plan) {
    return new LoraStation(plan, radio, new NoStore(), new SeededEntropy(1), new Ears());
  }

  private void poll(long nowMs) {
    station.poll(Now.monotonic(nowMs));
  }

  private void start() {
    poll(0);
    radio.ready("t", radio.begun.getLast(), true);
    poll(10);
  }

  private static Bytes frame(Priority priority, int serial) {
    byte[] frame = new byte[40];
    frame[0] = (byte) (2 << 5 | priority.code() << 3);
    frame[1] = 30;
    frame[5] = (byte) serial;
    return Bytes.copyOf(frame);
  }

  /** What another program handed to the radio may still be in it. */
  @Test
  void shouldBeginTheRadioAnewWhenAnotherProgramLetsGoOfItsRecord() {
    AtomicBoolean free = new AtomicBoolean();
    station = new LoraStation(plan(Optional.of(REGION), true), radio, new NoStore() {
      @Override
      public Loaded load(String transmitterId) {
        return free.get() ? new Loaded.Nothing() : new Loaded.Taken("another program uses it");
      }
    }, new SeededEntropy(1), new Ears());
    start();
    assertEquals(Optional.of("another program uses it; nothing is sent before that lets go"),
        station.airtimeTrouble(10));
    assertEquals(10_010, station.nextPollMs());
    poll(10_010);
    assertEquals(1, radio.begun.size());
    free.set(true);
    poll(20_010);
    poll(20_011);
    assertEquals(2, radio.begun.size());
    radio.ready("t", radio.begun.getLast(), true);
    poll(20_012);
    assertEquals(Optional.empty(), station.airtimeTrouble(20_012));
    assertTrue(states.contains("down: another program has let go of its airtime record"), states::toString);
    assertInstanceOf(SendTime.Immediately.class, station.earliest(20_012, 40, Priority.NORMAL));
  }

  @Test
  void shouldComeUpAndTransmit() {
    assertEquals(0, station.nextPollMs());
    start();
    assertEquals(1, states.size());
    assertTrue(states.getFirst().startsWith("up: scripted at 14 dBm in 869.4"), states::toString);
    station.send(LinkEndpoint.EVERYONE, frame(Priority.NORMAL, 1));
    assertEquals(0, station.nextPollMs());
    poll(20);
    assertEquals(List.of(frame(Priority.NORMAL, 1)), radio.onAir);
    radio.sent();
    poll(300);
    assertEquals(1, station.counters().transmitted());
    assertEquals(SF8.airtimeMicros(40), station.usedMicros(300).orElseThrow());
  }

  @Test
  void shouldSendSmallFramesInOneTransmissionAndUnpackThem() {
    start();
    List<Bytes> frames = List.of(frame(Priority.NORMAL, 1), frame(Priority.NORMAL, 2));
    frames.forEach(one -> station.send(LinkEndpoint.EVERYONE, one));
    poll(20);
    assertEquals(List.of(new Batch(frames).encode()), radio.onAir);
    radio.hear(radio.onAir.getFirst());
    poll(30);
    assertEquals(frames, heard);
  }

  @Test
  void shouldOnlyListenWithoutARegion() {
    station = station(plan(Optional.empty(), true));
    start();
    assertTrue(states.getFirst().contains("only receives") && states.getFirst().contains("region set"),
        states::toString);
    station.send(LinkEndpoint.EVERYONE, frame(Priority.EMERGENCY, 1));
    poll(20);
    assertEquals(List.of(), radio.onAir);
    SendTime.Never never = assertInstanceOf(SendTime.Never.class,
        station.earliest(20, 40, Priority.EMERGENCY));
    assertEquals(Rule.NO_REGION, never.why().rule());
    assertTrue(station.profile().silent(), "who is heard here cannot be answered");
    radio.hear(frame(Priority.NORMAL, 7));
    poll(30);
    assertEquals(1, heard.size());
  }

  private static LoraPlan strict(int spreadingFactor) {
    Region strict = new Region("strict", List.of(new SubBand(868_700_000, 869_200_000,
        new PowerLimit(25, PowerLimit.Reference.ERP), 1_000, SubBand.ANY_LENGTH_MS, 1, 250_000,
        Optional.empty(), true, "test")));
    return new LoraPlan("lora0", 868_950_000, new LoraModulation(spreadingFactor, 125_000, 5, 8), 10,
        new AntennaPath(2, 0), true, Optional.of(strict));
  }

  /** Pieces of 254 bytes were cut for a link that let out 166, and repeated into the drop. */
  @Test
  void shouldDeclareTheLongestFrameThatTheLawLetsOut() {
    station = station(strict(11));
    start();
    assertFalse(station.profile().silent());
    int longest = station.profile().mtuBytes();
    assertTrue(longest > 120 && longest < 200, "longest " + longest);
    assertInstanceOf(SendTime.Immediately.class, station.earliest(20, longest, Priority.BULK));
    assertInstanceOf(SendTime.Never.class, station.earliest(20, longest + 1, Priority.BULK));
  }

  /** Not one announce ever left, and the radio was said to be up. */
  @Test
  void shouldOnlyListenWhereNoAnnounceFits() {
    station = station(strict(12));
    start();
    assertTrue(station.profile().silent());
    assertTrue(states.getFirst().contains("only receives: an announce of 120 bytes"), states::toString);
    assertTrue(states.getFirst().contains("use a smaller spreading factor"), states::toString);
    assertInstanceOf(TrialAnswer.Unlawful.class,
        station(strict(11)).tryOut(strict(12), 60_000, 0), "nor on trial");
  }

  /** The station waited for the answer for ever, and the time-out of the channel access could never come. */
  @Test
  void shouldTakeAnAnswerThatDoesNotComeForATakenChannel() {
    poll(0);
    radio.ready("t", radio.begun.getLast(), false);
    poll(10);
    station.send(LinkEndpoint.EVERYONE, frame(Priority.NORMAL, 1));
    long nowMs = 20;
    for (; radio.sensed < 1; nowMs += 10) {
      poll(nowMs);
    }
    poll(nowMs + 1_900);
    assertEquals(1, radio.sensed);
    for (nowMs += 2_000; radio.sensed < 2 && nowMs < 10_000; nowMs += 10) {
      poll(nowMs);
    }
    assertEquals(2, radio.sensed);
    radio.events.add(new RadioEvent.Sensed(false, -110));
    poll(nowMs);
    assertEquals(List.of(frame(Priority.NORMAL, 1)), radio.onAir);
  }

  @Test
  void shouldCountWhatComesWhileTooManyWait() {
    start();
    for (int serial = 0; serial < 300; serial++) {
      station.send(LinkEndpoint.EVERYONE, frame(Priority.NORMAL, serial));
    }
    assertEquals(44, station.counters().refused());
  }

  @Test
  void shouldStayAtTheLowestPowerUntilTheAntennaIsConfirmed() {
    station = station(plan(Optional.of(REGION), false));
    start();
    assertEquals(LoraPlan.SAFE_POWER_DBM, radio.begun.getFirst().powerDbm());
    assertTrue(states.getFirst().contains("antenna not confirmed"), states::toString);
  }

  @Test
  void shouldStartOverWithBackOffAndSayItOnce() {
    poll(0);
    for (int times = 0; times < 4; times++) {
      radio.fail(RadioFault.ABSENT);
      poll(station.nextPollMs() == Long.MAX_VALUE ? 1_000 : station.nextPollMs());
      poll(station.nextPollMs());
    }
    assertEquals(1, states.size());
    assertTrue(states.getFirst().startsWith("down: scripted; plug"), states::toString);
    assertEquals(5, radio.begun.size());
    radio.ready("t", radio.begun.getLast(), true);
    poll(60_000);
    assertEquals(2, states.size());
    radio.fail(RadioFault.LOST);
    poll(121_000);
    assertTrue(states.getLast().startsWith("down: "), states::toString);
    LoraState.Down down = assertInstanceOf(LoraState.Down.class, station.state());
    assertEquals(Optional.of(122_000L), down.retryMs());
  }

  @Test
  void shouldSayEachNewCauseOnceWhileItIsDown() {
    poll(0);
    RadioFault[] faults = {RadioFault.ABSENT, RadioFault.UNFLASHED, RadioFault.ABSENT, RadioFault.UNFLASHED};
    for (RadioFault fault : faults) {
      radio.fail(fault);
      poll(station.nextPollMs() == Long.MAX_VALUE ? 1_000 : station.nextPollMs());
      poll(station.nextPollMs());
    }
    assertEquals(2, states.size(), states::toString);
    assertTrue(states.getLast().contains(RadioFault.UNFLASHED.advice()), states::toString);
  }

  @Test
  void shouldSendWhatWaitedWhenTheRadioComesBack() {
    start();
    radio.fail(RadioFault.LOST);
    poll(100);
    station.send(LinkEndpoint.EVERYONE, frame(Priority.NORMAL, 1));
    poll(200);
    assertEquals(List.of(), radio.onAir);
    poll(station.nextPollMs());
    radio.ready("t", radio.begun.getLast(), true);
    poll(2_000);
    assertEquals(1, radio.onAir.size());
  }

  @Test
  void shouldListenBeforeItTalksWhereTheRadioDoesNot() {
    poll(0);
    radio.ready("t", radio.begun.getLast(), false);
    poll(10);
    station.send(LinkEndpoint.EVERYONE, frame(Priority.NORMAL, 1));
    poll(20);
    poll(station.nextPollMs());
    assertEquals(1, radio.sensed);
    assertEquals(List.of(), radio.onAir);
    radio.events.add(new RadioEvent.Sensed(true, -80));
    poll(1_000);
    assertEquals(List.of(), radio.onAir);
    poll(station.nextPollMs());
    assertEquals(2, radio.sensed);
    radio.events.add(new RadioEvent.Sensed(false, -120));
    poll(station.nextPollMs() == Long.MAX_VALUE ? 2_000 : station.nextPollMs());
    assertEquals(1, radio.onAir.size());
  }

  @Test
  void shouldCountWhatIsNoFrame() {
    start();
    radio.hear(Bytes.EMPTY);
    radio.hear(Bytes.hex("e0ff"));
    radio.events.add(new RadioEvent.Garbled());
    station.send(LinkEndpoint.EVERYONE, Bytes.hex("00"));
    poll(20);
    LoraCounters counters = station.counters();
    assertEquals(List.of(2L, 2L, 1L, 1L),
        List.of(counters.received(), counters.malformed(), counters.garbled(), counters.refused()));
    assertEquals(List.of(), heard);
  }

  @Test
  void shouldBeSilentAfterClose() {
    start();
    station.close(Now.monotonic(50));
    assertTrue(radio.ended);
    assertEquals("down: closed", states.getLast());
    assertEquals(Long.MAX_VALUE, station.nextPollMs());
  }

  @Test
  void shouldTakeNoMoreThanItCanHold() {
    start();
    for (int serial = 0; serial < 10_000; serial++) {
      station.send(LinkEndpoint.EVERYONE, frame(Priority.NORMAL, serial));
    }
    poll(20);
    assertTrue(station.counters().queue().offered() <= 256, () -> "" + station.counters());
  }

  @Test
  void shouldSayHowLongAFrameWouldWait() {
    start();
    assertEquals(0, station.waitMs(10, Urgency.ORDINARY));
    for (int serial = 0; serial < 100; serial++) {
      station.send(LinkEndpoint.EVERYONE, frame(Priority.NORMAL, serial));
    }
    poll(20);
    long ordinaryMs = station.waitMs(20, Urgency.ORDINARY);
    assertTrue(ordinaryMs > 5_000, () -> "" + ordinaryMs);
    assertTrue(station.waitMs(20, Urgency.BULK) >= ordinaryMs, "all that is small goes before it");
    assertTrue(station.waitMs(20, Urgency.EMERGENCY) < 1_000, "it waits for what the radio holds only");
  }

  /** A modem's word that a frame has left may be early by two units of its hour's statistics, 360 ms each. */
  @Test
  void shouldKeepBackWhatAModemMayReportTooEarly() {
    Region narrow = new Region("test", List.of(new SubBand(869_400_000, 869_650_000,
        new PowerLimit(500, PowerLimit.Reference.ERP), 1_000, SubBand.ANY_LENGTH_MS, 1, 250_000,
        Optional.empty(), true, "test")));
    station = station(plan(Optional.of(narrow), true));
    start();
    long nowMs = 20;
    while (station.earliest(nowMs, 40, Priority.EMERGENCY) instanceof SendTime.Immediately) {
      station.send(LinkEndpoint.EVERYONE, frame(Priority.EMERGENCY, (int) nowMs));
      poll(nowMs);
      radio.sent();
      nowMs += 1_000;
      poll(nowMs);
    }
    long usedMicros = station.usedMicros(nowMs).orElseThrow();
    assertTrue(usedMicros <= 3_600_000 - 720_000, () -> usedMicros + " µs");
    assertTrue(usedMicros > 3_600_000 - 720_000 - SF8.airtimeMicros(40), () -> usedMicros + " µs");
  }
}
