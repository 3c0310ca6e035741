package org.sheratan.radio.air;

import java.util.List;

/** A country or group of countries with common rules, and its sub-bands in order of preference. */
public record Region(String name, List<SubBand> subBands) {
  public Region {
    subBands = List.copyOf(subBands);
  }

  /** False when no row of it has a source that was read: such a region can only be listened in. */
  public boolean confirmed() {
    return subBands.stream().anyMatch(SubBand::confirmed);
  }
}
