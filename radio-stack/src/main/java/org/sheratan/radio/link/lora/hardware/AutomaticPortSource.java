package org.sheratan.radio.link.lora.hardware;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.sheratan.radio.link.lora.SerialPortSource;

/**
 * Opens one candidate at a time, the next one at each opening: whoever finds no modem there comes back for the next.
 * What could not be a LoRa board is never opened.
 */
final class AutomaticPortSource implements SerialPortSource {
  private final Supplier<List<SerialPorts.Candidate>> candidates;
  private final Function<String, Opening> opener;
  private String last = "";

  AutomaticPortSource(Supplier<List<SerialPorts.Candidate>> candidates, Function<String, Opening> opener) {
    this.candidates = candidates;
    this.opener = opener;
  }

  @Override
  public Opening open() {
    List<String> paths = candidates.get().stream().map(SerialPorts.Candidate::path).sorted().toList();
    if (paths.isEmpty()) {
      return new Opening.Refused("no USB device that could be a LoRa board is plugged in");
    }
    last = paths.stream().filter(path -> path.compareTo(last) > 0).findFirst().orElse(paths.getFirst());
    return opener.apply(last);
  }
}
