package org.sheratan.radio.link.lora.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;

/** A board that is missing first, plugged in later, let go of at the end. */
class BoardRadioTest {
  private static final RadioSettings SETTINGS = new RadioSettings(868_100_000,
      new LoraModulation(8, 125_000, 5, 8),
      14);
  private static final BoardProfile PROFILE = BoardCatalog.builtIn().find("meshadv-mini").orElseThrow();

  private final List<String> calls = new ArrayList<>();
  private final ArrayDeque<BoardOpening> openings = new ArrayDeque<>();
  private final BoardRadio radio = new BoardRadio(openings::remove, (profile, lines) -> {
    calls.add("driver of " + profile.name());
    return new Driver();
  });

  /** Writes down what it is told. */
  private final class Driver implements LoraRadio {
    @Override
    public void begin(RadioSettings settings, long nowMs) {
      calls.add("begin " + nowMs);
    }

    @Override
    public boolean accepts() {
      return true;
    }

    @Override
    public void transmit(Bytes frame, long nowMs) {
      calls.add("transmit " + nowMs);
    }

    @Override
    public void sense(long nowMs) {
      calls.add("sense " + nowMs);
    }

    @Override
    public void poll(long nowMs) {
      calls.add("poll " + nowMs);
    }

    @Override
    public long nextPollMs() {
      return 77;
    }

    @Override
    public List<RadioEvent> drainEvents() {
      return List.of(new RadioEvent.Garbled());
    }

    @Override
    public void end(long nowMs) {
      calls.add("end " + nowMs);
    }
  }

  private BoardOpening opened() {
    return new BoardOpening.Opened(PROFILE, new BoardLines(bytes -> {}, Optional.empty(), () -> false,
        Optional.empty(), AntennaSwitch.NONE, () -> calls.add("closed")));
  }

  @Test
  void shouldTakeAMissingBoardForAState() {
    openings.add(new BoardOpening.Refused("/dev/spidev0.0 is missing: enable SPI"));
    radio.begin(SETTINGS, 1);
    assertEquals(List.of(new RadioEvent.Failed(RadioFault.ABSENT, "/dev/spidev0.0 is missing: enable SPI")),
        radio.drainEvents());
    assertEquals(List.of(), radio.drainEvents());
    assertFalse(radio.accepts());
    assertEquals(Long.MAX_VALUE, radio.nextPollMs());
    radio.poll(2);
    assertThrows(NoSuchElementException.class, () -> radio.transmit(Bytes.EMPTY, 2));
    openings.add(opened());
    radio.begin(SETTINGS, 3);
    assertTrue(radio.accepts());
    assertEquals(List.of("driver of meshadv-mini", "begin 3"), calls);
  }

  @Test
  void shouldPassEverythingOnToTheDriver() {
    openings.add(opened());
    radio.begin(SETTINGS, 1);
    calls.clear();
    radio.begin(SETTINGS, 2);
    radio.poll(3);
    radio.sense(4);
    radio.transmit(Bytes.EMPTY, 5);
    assertEquals(77, radio.nextPollMs());
    assertEquals(List.of(new RadioEvent.Garbled()), radio.drainEvents());
    assertEquals(List.of("begin 2", "poll 3", "sense 4", "transmit 5"), calls, "opened once only");
  }

  @Test
  void shouldLetGoOfTheBoardAtTheEnd() {
    radio.end(0);
    assertEquals(List.of(), calls);
    openings.add(opened());
    radio.begin(SETTINGS, 1);
    calls.clear();
    radio.end(9);
    radio.end(10);
    assertEquals(List.of("end 9", "closed"), calls);
    assertFalse(radio.accepts());
    openings.add(opened());
    radio.begin(SETTINGS, 11);
    assertTrue(radio.accepts());
  }
}
