package org.sheratan.radio.link.lora.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;

/**
 * The radio of a board that is opened when it is first begun: one that is missing is a state, and may be plugged in
 * later.
 *
 * <pre>
 * state   begin                                        end
 * closed  open: the driver's begin; closed: ABSENT     closed
 * open    open: the driver's begin                     closed
 * </pre>
 */
public final class BoardRadio implements LoraRadio {
  private final Supplier<BoardOpening> opener;
  private final BiFunction<BoardProfile, BoardLines, LoraRadio> driver;
  private final List<RadioEvent> events = new ArrayList<>();
  private Optional<LoraRadio> radio = Optional.empty();
  private Optional<BoardLines> lines = Optional.empty();

  public BoardRadio(Supplier<BoardOpening> opener, BiFunction<BoardProfile, BoardLines, LoraRadio> driver) {
    this.opener = opener;
    this.driver = driver;
  }

  @Override
  public void begin(RadioSettings settings, long nowMs) {
    if (radio.isEmpty()) {
      switch (opener.get()) {
        case BoardOpening.Opened opened -> {
          lines = Optional.of(opened.lines());
          radio = Optional.of(driver.apply(opened.profile(), opened.lines()));
        }
        case BoardOpening.Refused refused ->
          events.add(new RadioEvent.Failed(RadioFault.ABSENT, refused.why()));
      }
    }
    radio.ifPresent(open -> open.begin(settings, nowMs));
  }

  @Override
  public boolean accepts() {
    return radio.map(LoraRadio::accepts).orElse(false);
  }

  @Override
  public void transmit(Bytes frame, long nowMs) {
    radio.orElseThrow().transmit(frame, nowMs);
  }

  @Override
  public void sense(long nowMs) {
    radio.orElseThrow().sense(nowMs);
  }

  @Override
  public void poll(long nowMs) {
    radio.ifPresent(open -> open.poll(nowMs));
  }

  @Override
  public long nextPollMs() {
    return radio.map(LoraRadio::nextPollMs).orElse(Long.MAX_VALUE);
  }

  @Override
  public List<RadioEvent> drainEvents() {
    List<RadioEvent> drained = new ArrayList<>(events);
    events.clear();
    radio.ifPresent(open -> drained.addAll(open.drainEvents()));
    return drained;
  }

  @Override
  public void end(long nowMs) {
    radio.ifPresent(open -> open.end(nowMs));
    lines.ifPresent(BoardLines::close);
    radio = Optional.empty();
    lines = Optional.empty();
  }
}
