package org.sheratan.radio.link.lora.hardware;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.sheratan.radio.link.lora.SerialPortSource;

/**
 * Opens one candidate at a time, the next one at each {@link #open}: whoever finds no modem there comes back for the
 * next, and whoever finds one stays with it. What could not be a LoRa board is never opened.
 */
final class AutomaticPortSource implements SerialPortSource {
  private final Supplier<List<SerialPorts.Candidate>> candidates;
  private final Function<String, Opening> opener;
  private Optional<SerialPorts.Candidate> last = Optional.empty();

  AutomaticPortSource(Supplier<List<SerialPorts.Candidate>> candidates, Function<String, Opening> opener) {
    this.candidates = candidates;
    this.opener = opener;
  }

  @Override
  public Opening open() {
    List<SerialPorts.Candidate> plugged = candidates.get().stream()
        .sorted(Comparator.comparing(SerialPorts.Candidate::path)).toList();
    if (plugged.isEmpty()) {
      return new Opening.Refused("no USB device that could be a LoRa board is plugged in");
    }
    String before = last.map(SerialPorts.Candidate::path).orElse("");
    SerialPorts.Candidate next = plugged.stream().filter(one -> one.path().compareTo(before) > 0).findFirst()
        .orElse(plugged.getFirst());
    last = Optional.of(next);
    return opener.apply(next.path());
  }

  /** The system may call a device that was away by another name. */
  @Override
  public Opening openAgain() {
    if (last.isEmpty()) {
      return open();
    }
    SerialPorts.Candidate before = last.get();
    last = candidates.get().stream().filter(before::sameDevice).findFirst().or(() -> last);
    return opener.apply(last.get().path());
  }
}
