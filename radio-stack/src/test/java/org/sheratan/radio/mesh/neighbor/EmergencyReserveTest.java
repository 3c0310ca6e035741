package org.sheratan.radio.mesh.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink;

class EmergencyReserveTest {
  private static final int BYTES = 50;
  private static final long HOUR_MS = 3_600_000;
  /** What the air keeps for emergencies: a twentieth of a tenth of an hour. */
  private static final long RESERVE_MS = 18_000;

  private final MeshTurn turn = Fixtures.turn();

  private static long passedMs(LinkProfile profile, BooleanSupplier passes) {
    long passedMs = 0;
    for (int number = 0; number < 1_000 && passes.getAsBoolean(); number++) {
      passedMs += profile.airtimeMs(BYTES);
    }
    return passedMs;
  }

  private EmergencyReserve reserve(LinkProfile profile, long behindMs) {
    RecordingLink link = new RecordingLink(profile);
    link.behindMs().set(behindMs);
    return new EmergencyReserve(turn, link);
  }

  @Test
  void shouldPassAnythingWhileTheAirIsFree() {
    EmergencyReserve reserve = reserve(Fixtures.LORA, 1_000);
    for (int number = 0; number < 1_000; number++) {
      assertTrue(reserve.mayPassUnopened(BYTES));
      assertTrue(reserve.mayPass(Optional.of(Fixtures.id(1)), BYTES));
    }
  }

  /** The most that passes in any hour of {@code hours}, by a taker that asks every second. */
  private long mostInAnHourMs(int hours, BooleanSupplier passes) {
    int seconds = hours * 3_600;
    long[] untilMs = new long[seconds + 1];
    long beganMs = turn.nowMs();
    for (int second = 0; second < seconds; second++) {
      turn.begin(Now.monotonic(beganMs + second * 1_000L));
      untilMs[second + 1] = untilMs[second] + passedMs(Fixtures.LORA, passes);
    }
    return IntStream.rangeClosed(0, seconds - 3_600)
        .mapToLong(from -> untilMs[from + 3_600] - untilMs[from]).max().orElseThrow();
  }

  /** It was twice that: a whole hour's worth at once, and as much again in the course of the hour. */
  @Test
  void shouldGiveAFifthOfAnyHourToGroupFramesThatNobodyHereOpens() {
    EmergencyReserve reserve = reserve(Fixtures.LORA, HOUR_MS);
    assertEquals(RESERVE_MS / 5, mostInAnHourMs(3, () -> reserve.mayPassUnopened(BYTES)), 300);
  }

  @Test
  void shouldGiveHalfOfItAtOnce() {
    EmergencyReserve reserve = reserve(Fixtures.LORA, HOUR_MS);
    assertEquals(RESERVE_MS / 10, passedMs(Fixtures.LORA, () -> reserve.mayPassUnopened(BYTES)), 300);
  }

  @Test
  void shouldGiveOneNeighborAFifthOfAnyHour() {
    EmergencyReserve reserve = reserve(Fixtures.LORA, HOUR_MS);
    assertEquals(RESERVE_MS / 5, mostInAnHourMs(3, () -> reserve.mayPass(Optional.of(Fixtures.id(1)), BYTES)),
        300);
  }

  @Test
  void shouldGiveAllNeighborsTwoFifthsOfAnyHour() {
    EmergencyReserve reserve = reserve(Fixtures.LORA, HOUR_MS);
    int[] asking = {0};
    assertEquals(2 * RESERVE_MS / 5,
        mostInAnHourMs(3, () -> reserve.mayPass(Optional.of(Fixtures.id(asking[0]++ % 5)), BYTES)), 300);
  }

  /** Each time the radio was set anew, emergencies of strangers had a new share. */
  @Test
  void shouldKeepWhatIsSpentWhileTheLinkGoesAndComes() {
    RecordingLink link = new RecordingLink(Fixtures.LORA);
    link.behindMs().set(HOUR_MS);
    LinkTable links = new LinkTable();
    long passedMs = 0;
    for (int time = 0; time < 10; time++) {
      LinkState state = links.add(turn, link);
      passedMs += passedMs(Fixtures.LORA,
          () -> state.onward(Priority.EMERGENCY, Optional.of(Fixtures.id(1)), BYTES) == Priority.EMERGENCY);
      links.remove(link);
    }
    assertEquals(RESERVE_MS / 10, passedMs, 300);
  }

  @Test
  void shouldPassOneAtLeastWhereTheLawLeavesLittle() {
    LinkProfile slow = new LinkProfile("lora1", 255, 8_000, 250, true, false, 1);
    EmergencyReserve reserve = reserve(slow, HOUR_MS);
    assertEquals(slow.airtimeMs(BYTES), passedMs(slow, () -> reserve.mayPassUnopened(BYTES)));
  }
}
