package org.sheratan.edge.cli.radio;

import java.util.Iterator;

import org.sheratan.radio.air.Region;
import org.sheratan.radio.air.RegionTable;

/** What a shell completes where a region is asked for. */
final class RegionNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return RegionTable.builtIn().regions().stream().map(Region::name).iterator();
  }
}
