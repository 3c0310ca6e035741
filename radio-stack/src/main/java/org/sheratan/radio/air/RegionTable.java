package org.sheratan.radio.air;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Check;

/** The regions we know, as the file {@code regions.table} beside this class lists them. */
public final class RegionTable {
  private static final String RESOURCE = "regions.table";

  private final List<Region> regions;

  RegionTable(List<Region> regions) {
    this.regions = List.copyOf(regions);
  }

  /** What ships with the program. */
  public static RegionTable builtIn() {
    try (InputStream source = RegionTable.class.getResourceAsStream(RESOURCE)) {
      Check.that(source != null, "no " + RESOURCE);
      return RegionTableReader.read(new String(source.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public List<Region> regions() {
    return regions;
  }

  /** @param name in any case */
  public Optional<Region> find(String name) {
    return regions.stream().filter(region -> region.name().equalsIgnoreCase(name)).findFirst();
  }
}
