package org.sheratan.radio.link.lora;

import java.util.Locale;
import java.util.Optional;

import org.sheratan.radio.link.lora.RadioEvent.Failed;

/** A chip, and the frequencies that the filters between it and the antenna pass. */
public interface ChipMatching {
  Enum<?> chip();

  /** What the chip can do, whatever stands behind it. */
  boolean tunes(long frequencyHz);

  /** Lowest frequency that the filters pass. */
  long fromHz();

  /** Highest such. */
  long toHz();

  /** @param boardName for people */
  default Optional<Failed> refuseBand(String boardName, long frequencyHz) {
    if (tunes(frequencyHz) && frequencyHz >= fromHz() && frequencyHz <= toHz()) {
      return Optional.empty();
    }
    return Optional.of(new Failed(RadioFault.WRONG_BAND,
        String.format(Locale.ROOT, "%.3f MHz asked for, %s (%s) is made for %.3f to %.3f MHz",
            frequencyHz / 1e6, boardName, chip(), fromHz() / 1e6, toHz() / 1e6)));
  }

  default Optional<Failed> refuseBandwidth(int bandwidthHz) {
    return LoraBandwidth.of(bandwidthHz).isPresent()
        ? Optional.empty()
        : refuse(bandwidthHz + " Hz bandwidth asked for, " + chip() + " has none such");
  }

  default Optional<Failed> refuse(String why) {
    return Optional.of(new Failed(RadioFault.SETTINGS_REFUSED, why));
  }
}
