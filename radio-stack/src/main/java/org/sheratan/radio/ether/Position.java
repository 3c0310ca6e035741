package org.sheratan.radio.ether;

import org.sheratan.kernel.Check;

/** Where a station stands, in meters from an arbitrary origin on flat ground. */
public record Position(double eastMeters, double northMeters) {
  public static final Position ORIGIN = new Position(0, 0);

  public Position {
    Check.that(Double.isFinite(eastMeters) && Double.isFinite(northMeters), "a position is finite");
  }

  public double metersTo(Position other) {
    return StrictMath.hypot(eastMeters - other.eastMeters, northMeters - other.northMeters);
  }
}
