package org.sheratan.radio.emulator;

import java.util.ArrayList;
import java.util.List;

/**
 * What a driver did that the real chip would ignore or punish, oldest first. Strict ones throw at once, so that the
 * test that runs the driver fails where it went wrong; lenient ones only record, for tests of the emulator itself.
 */
public final class Violations {
  private final String chip;
  private final boolean strict;
  private final List<String> found = new ArrayList<>();

  private Violations(String chip, boolean strict) {
    this.chip = chip;
    this.strict = strict;
  }

  /** @param chip for people */
  public static Violations strict(String chip) {
    return new Violations(chip, true);
  }

  public static Violations lenient(String chip) {
    return new Violations(chip, false);
  }

  /** @throws IllegalStateException when strict */
  void add(String what) {
    found.add(what);
    if (strict) {
      throw new IllegalStateException(chip + ": " + what);
    }
  }

  public List<String> found() {
    return List.copyOf(found);
  }
}
