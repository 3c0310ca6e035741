package org.sheratan.edge.tool.sensor;

import java.io.IOException;
import java.util.Optional;

/**
 * A digital input that the operator has listed: sensor {@code gpio/NAME}, 1 while it is active. Taken once and kept, so that its
 * resistor holds it between readings; taken again where it was lost. Safe for any thread.
 */
public final class Pin {
  /** Takes the pin for us: the seam to the machine's pins. */
  @FunctionalInterface
  public interface Opening {
    /** @throws IOException says why not, and what to do */
    Line open() throws IOException;
  }

  /** A pin that is ours. */
  @FunctionalInterface
  public interface Line {
    /** @throws IOException says why it is lost; it is not asked again */
    boolean active() throws IOException;
  }

  /** A cause that a person can do something about, and may be told to who asked from elsewhere. */
  static final class Silent extends IOException {
    private static final long serialVersionUID = 1L;

    private Silent(String why) {
      super(why);
    }
  }

  private final String name;
  private final int bcm;
  private final Opening opening;
  private Optional<Line> line = Optional.empty();

  /** @param bcm number of the pin */
  public Pin(String name, int bcm, Opening opening) {
    this.name = name;
    this.bcm = bcm;
    this.opening = opening;
  }

  public String sensor() {
    return "gpio/" + name;
  }

  /** Why it cannot be read now; empty where it can. */
  public Optional<String> obstacle() {
    try {
      take();
      return Optional.empty();
    } catch (IOException silent) {
      return Optional.of(silent.getMessage());
    }
  }

  Sensor asSensor() {
    return new Sensor(sensor(), "BCM " + bcm, Quantity.INPUT, this::take);
  }

  private synchronized double take() throws IOException {
    try {
      if (line.isEmpty()) {
        line = Optional.of(opening.open());
      }
      return line.get().active() ? 1 : 0;
    } catch (IOException lost) {
      line = Optional.empty();
      throw new Silent(lost.getMessage());
    }
  }
}
