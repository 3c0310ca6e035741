package org.sheratan.edge.wiring;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

import org.sheratan.edge.config.Config;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.radio.air.AntennaPath;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.air.RegionTable;
import org.sheratan.radio.air.SubBand;
import org.sheratan.radio.link.lora.Doorbell;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.hardware.SerialPorts;
import org.sheratan.radio.link.lora.kiss.ModemFinder;

/** What the configuration says about the radio, made into a plan and a driver. */
public final class RadioChoices {
  static final String LINK_NAME = "lora0";
  /** Where people without a region listen: most of Europe's traffic is there. */
  private static final long LISTENING_HZ = 869_525_000;
  private static final int NARROW_HZ = 125_000;
  /** What may be inside a modem that does not say when a frame has left. */
  private static final long INSIDE_MODEM_MS = 4_000;

  private RadioChoices() {}

  /** @throws StartRefusal when the configuration cannot mean any radio */
  public static LoraPlan plan(Config.Radio radio) throws StartRefusal {
    Optional<Region> region = region(radio.region());
    Optional<SubBand> home = region.flatMap(RadioChoices::home);
    int bandwidthHz = radio.bandwidthHz() > 0
        ? radio.bandwidthHz()
        : Math.max(NARROW_HZ, home.map(SubBand::minBandwidthHz).orElse(0));
    long frequencyHz = radio.frequencyHz() > 0
        ? radio.frequencyHz()
        : home.map(band -> (band.fromHz() + band.toHz()) / 2).orElse(LISTENING_HZ);
    try {
      LoraModulation modulation = new LoraModulation(radio.spreadingFactor(), bandwidthHz, radio.codingRate(),
          radio.preambleSymbols());
      return new LoraPlan(LINK_NAME, frequencyHz, modulation, radio.powerDbm(),
          new AntennaPath(radio.antennaGainDbi(), radio.cableLossDb()), radio.antennaConfirmed(), region);
    } catch (IllegalStateException outOfRange) {
      throw new StartRefusal(ExitStatus.USAGE, "[radio]: " + outOfRange.getMessage(),
          "correct the configuration");
    }
  }

  /**
   * @param doorbell to be rung when the radio has news
   * @param links has threads for whoever writes to a port or waits for an interrupt
   */
  static LoraRadio radio(Config.Radio radio, Doorbell doorbell, Executor links) throws StartRefusal {
    if (!radio.board().equals(Config.Radio.MODEM)) {
      return SpiRadios.radio(radio.board(), links, doorbell::ring);
    }
    return new ModemFinder(SerialPorts.source(radio.port(), doorbell::ring, links), INSIDE_MODEM_MS);
  }

  private static Optional<Region> region(String name) throws StartRefusal {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    RegionTable table = RegionTable.builtIn();
    Optional<Region> found = table.find(name);
    if (found.isEmpty()) {
      throw new StartRefusal(ExitStatus.USAGE, "[radio] region: no region is called " + name,
          "choose one of "
              + table.regions().stream().map(Region::name).collect(Collectors.joining(", ")));
    }
    return found;
  }

  /** The first sub-band where one may transmit on a fixed channel. */
  private static Optional<SubBand> home(Region region) {
    return region.subBands().stream().filter(band -> band.confirmed() && band.hopping().isEmpty()).findFirst()
        .or(() -> region.subBands().stream().findFirst());
  }
}
