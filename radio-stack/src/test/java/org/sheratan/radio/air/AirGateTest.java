package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Batch;
import org.sheratan.radio.frame.Priority;

class AirGateTest {
  private static final long DAY_MS = 86_400_000;

  private final MemoryMeterStore store = new MemoryMeterStore();
  private final TransmitQueue queue = new TransmitQueue(64, 8_192);
  private final AirGate gate = new AirGate(queue);

  @Test
  void shouldSendNothingWithoutRegion() {
    gate.close(Breach.NO_REGION);
    gate.offer(outbound(Priority.NORMAL, 1), 0);
    assertEquals(new AirGate.Step.Rest(Long.MAX_VALUE), gate.poll(0));
    SendTime.Never never = assertInstanceOf(SendTime.Never.class, gate.earliest(0, 40, Priority.EMERGENCY));
    assertEquals(Rule.NO_REGION, never.why().rule());
    assertTrue(never.why().message().contains("sheratan region set"), never.why().message());
    assertEquals(1, queue.counters().refused());
    assertEquals(0, queue.frames());
  }

  @Test
  void shouldKeepFramesWhileTheRadioComesBack() {
    gate.offer(outbound(Priority.NORMAL, 1), 0);
    open(Samples.TEN_PERCENT, 5);
    assertEquals(outbound(Priority.NORMAL, 1).frame(), transmit(5));
    gate.close(Breach.NO_RADIO);
    gate.offer(outbound(Priority.NORMAL, 2), 6);
    assertEquals(Rule.NO_RADIO,
        assertInstanceOf(SendTime.Never.class, gate.earliest(6, 40, Priority.HIGH)).why().rule());
    open(Samples.TEN_PERCENT, 7);
    assertEquals(outbound(Priority.NORMAL, 2).frame(), transmit(7));
  }

  @Test
  void shouldAnswerWithWhatTheWaitIsFor() {
    open(Samples.ONE_PERCENT, 0);
    assertInstanceOf(SendTime.Immediately.class, gate.earliest(0, 40, Priority.NORMAL));
    gate.offer(outbound(Priority.NORMAL, 1), 0);
    assertEquals(SendTime.Reason.QUEUE, later(0, Priority.NORMAL).why());
    assertInstanceOf(SendTime.Immediately.class, gate.earliest(0, 40, Priority.HIGH));
    transmit(0);
    int sent = 1;
    while (gate.earliest(sent * 200, 54, Priority.NORMAL) instanceof SendTime.Immediately) {
      gate.offer(outbound(Priority.NORMAL, sent + 1), sent * 200);
      transmit(sent * 200);
      gate.onTransmitted(sent * 200 + 190);
      gate.onTransmitted(sent * 200 + 190);
      sent++;
    }
    SendTime.Later later = later(sent * 200, Priority.NORMAL);
    assertEquals(SendTime.Reason.DUTY_CYCLE, later.why());
    assertTrue(later.atMs() > 3_590_000, "an hour after the first: " + later);
    assertInstanceOf(SendTime.Immediately.class, gate.earliest(sent * 200, 54, Priority.EMERGENCY));
  }

  @Test
  void shouldSayWhatIsTooLongForGood() {
    open(Samples.TEN_PERCENT, 0);
    assertEquals(Rule.LENGTH,
        assertInstanceOf(SendTime.Never.class, gate.earliest(0, 256, Priority.NORMAL)).why().rule());
    open(Samples.band(1, 2, 100), 0);
    SendTime.Never never = assertInstanceOf(SendTime.Never.class, gate.earliest(0, 255, Priority.NORMAL));
    assertEquals(Rule.DUTY_CYCLE, never.why().rule());
    assertTrue(never.why().message().contains("708 ms") && never.why().message().contains("342 ms an hour"),
        never.why().message());
  }

  @Test
  void shouldKeepTransmissionsAsShortAsTheLawAsks() {
    SubBand dwell = new SubBand(920_000_000, 923_000_000, new PowerLimit(40, PowerLimit.Reference.EIRP),
        SubBand.ALL_THE_TIME_PPM, 400, 1, 500_000, Optional.empty(), true, "test");
    open(dwell, 0);
    assertInstanceOf(SendTime.Immediately.class, gate.earliest(0, 138, Priority.NORMAL));
    SendTime.Never never = assertInstanceOf(SendTime.Never.class, gate.earliest(0, 139, Priority.EMERGENCY));
    assertEquals(Rule.DWELL, never.why().rule());
    assertTrue(never.why().message().contains("at most 400 ms, 138 bytes"), never.why().message());
    gate.offer(new Outbound(Samples.frame(Priority.NORMAL, 1, 139, 1), Priority.NORMAL, "1", DAY_MS), 0);
    gate.offer(new Outbound(Samples.frame(Priority.NORMAL, 1, 100, 2), Priority.NORMAL, "1", DAY_MS), 0);
    gate.offer(new Outbound(Samples.frame(Priority.NORMAL, 1, 100, 3), Priority.NORMAL, "1", DAY_MS), 0);
    assertEquals(100, transmit(0).length());
    assertEquals(1, queue.counters().tooLong());
  }

  @Test
  void shouldNotSendWhatIsNotOnDisk() {
    store.failing = true;
    open(Samples.TEN_PERCENT, 0);
    gate.offer(outbound(Priority.NORMAL, 1), 0);
    assertEquals(new AirGate.Step.Rest(10_000), gate.poll(0));
    assertEquals(SendTime.Reason.STORE, later(1, Priority.NORMAL).why());
    store.failing = false;
    assertEquals(outbound(Priority.NORMAL, 1).frame(), transmit(10_000));
  }

  @Test
  void shouldSayThatAnUnreadableRecordSilencesIt() {
    store.records.put("t", Bytes.hex("00"));
    open(Samples.TEN_PERCENT, 0);
    assertEquals(SendTime.Reason.RECORD, later(0, Priority.EMERGENCY).why());
    String why = gate.trouble(0).orElseThrow();
    assertTrue(why.startsWith("the airtime record cannot be read"), why);
    assertTrue(gate.trouble(3_000_000).isPresent());
    assertEquals(Optional.empty(), gate.trouble(3_601_000));
    open(Samples.band(1, 2, SubBand.ALL_THE_TIME_PPM), 0);
    assertEquals(Optional.empty(), gate.trouble(0), "nobody counts here");
    gate.close(Breach.NO_RADIO);
    assertEquals(Optional.empty(), gate.trouble(0));
  }

  /** The node was said not to send for the last minutes of the hour, in which it did. */
  @Test
  void shouldSayNoLongerThatItIsSilencedThanItIs() {
    store.records.put("t", Bytes.hex("00"));
    open(Samples.TEN_PERCENT, 0);
    long nowMs = 3_000_000;
    while (gate.trouble(nowMs).isPresent()) {
      assertEquals(SendTime.Reason.RECORD, later(nowMs, Priority.NORMAL).why());
      nowMs += 1_000;
    }
    assertInstanceOf(SendTime.Immediately.class, gate.earliest(nowMs + 1_000, 40, Priority.NORMAL));
    assertEquals(3_601_000 - 342_000, nowMs, 1_000, "what the hour has for ordinary frames before its end");
  }

  @Test
  void shouldSayThatItsAirtimeCannotBeSavedUntilItCan() {
    open(Samples.TEN_PERCENT, 0);
    assertEquals(Optional.empty(), gate.trouble(0));
    store.failing = true;
    gate.offer(outbound(Priority.NORMAL, 1), 0);
    gate.poll(0);
    assertTrue(gate.trouble(1).orElseThrow().contains("radio.airtime_dir"));
    gate.poll(10_000);
    assertTrue(gate.trouble(10_001).isPresent());
    store.failing = false;
    transmit(20_000);
    assertEquals(Optional.empty(), gate.trouble(20_000));
  }

  @Test
  void shouldListenBeforeItTalks() {
    AirtimeMeter meter = new AirtimeMeter("t", store, Now.monotonic(0));
    gate.open(new Carrier(Samples.TEN_PERCENT, Samples.SF8, 0, 255, false), meter, new SeededEntropy(1), 0);
    gate.offer(outbound(Priority.NORMAL, 1), 0);
    long nowMs = sense(0);
    gate.onSensed(true, nowMs);
    assertEquals(SendTime.Reason.CHANNEL, later(nowMs, Priority.HIGH).why());
    nowMs = sense(nowMs);
    gate.onSensed(false, nowMs);
    assertEquals(outbound(Priority.NORMAL, 1).frame(), transmit(nowMs));
    assertEquals(new AirGate.Step.Rest(Long.MAX_VALUE), gate.poll(nowMs));
  }

  @Test
  void shouldPackSmallFramesTogether() {
    open(Samples.TEN_PERCENT, 0);
    gate.offer(outbound(Priority.NORMAL, 1), 0);
    gate.offer(outbound(Priority.BULK, 2), 0);
    gate.offer(outbound(Priority.EMERGENCY, 3), 0);
    assertEquals(outbound(Priority.EMERGENCY, 3).frame(), transmit(0));
    gate.onTransmitted(200);
    Batch batch = Batch.decode(transmit(200));
    assertEquals(List.of(outbound(Priority.NORMAL, 1).frame(), outbound(Priority.BULK, 2).frame()),
        batch.frames());
    assertEquals(2, queue.counters().transmissions());
    assertEquals(3, queue.counters().sent());
  }

  private void open(SubBand subBand, long nowMs) {
    gate.open(Samples.carrier(subBand), new AirtimeMeter("t", store, Now.monotonic(nowMs)),
        new SeededEntropy(1),
        nowMs);
  }

  private Bytes transmit(long nowMs) {
    return assertInstanceOf(AirGate.Step.Transmit.class, gate.poll(nowMs)).frame();
  }

  private SendTime.Later later(long nowMs, Priority priority) {
    return assertInstanceOf(SendTime.Later.class, gate.earliest(nowMs, 40, priority));
  }

  private long sense(long fromMs) {
    long nowMs = fromMs;
    AirGate.Step step = gate.poll(nowMs);
    while (step instanceof AirGate.Step.Rest rest) {
      nowMs = Math.max(nowMs + 1, rest.untilMs());
      step = gate.poll(nowMs);
    }
    assertInstanceOf(AirGate.Step.Sense.class, step);
    return nowMs;
  }

  private static Outbound outbound(Priority priority, int serial) {
    return new Outbound(Samples.frame(priority, 7, 54, serial), priority, "7", DAY_MS);
  }
}
