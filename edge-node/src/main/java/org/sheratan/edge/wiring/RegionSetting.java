package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.ConfigEdit;
import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.http.route.RegionGate;
import org.sheratan.kernel.Clock;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraStation;

/** {@code [radio] region} in a configuration file; a running radio obeys another one at once. */
public final class RegionSetting implements RegionGate {
  private final Path file;
  private final Optional<LoraStation> station;
  private final Clock clock;
  private Config.Radio radio;

  /** @param station the radio that runs by it */
  RegionSetting(Config config, Optional<LoraStation> station, Clock clock) {
    this.file = config.file();
    this.radio = config.radio();
    this.station = station;
    this.clock = clock;
  }

  /** Of a node that does not run. */
  public static RegionSetting of(Config config, Clock clock) {
    return new RegionSetting(config, Optional.empty(), clock);
  }

  @Override
  public synchronized Optional<String> region() {
    return Optional.of(radio.region()).filter(name -> !name.isEmpty());
  }

  @Override
  public synchronized Change set(Region region) throws IOException {
    Optional<String> before = region();
    Config.Radio next = radio.withRegion(region.name());
    LoraPlan plan;
    try {
      plan = RadioChoices.plan(next);
      ConfigEdit.set(file, "radio", "region", "\"" + region.name() + "\"");
    } catch (StartRefusal | ConfigException refused) {
      throw new IOException(refused.getMessage(), refused);
    } catch (IOException unwritten) {
      throw new IOException(file + " cannot be written: " + unwritten.getClass().getSimpleName(), unwritten);
    }
    radio = next;
    if (!before.equals(region())) {
      station.ifPresent(running -> running.adopt(plan, clock.now().monoMs()));
    }
    return new Change(before, region, file, plan.conformance());
  }
}
