package org.sheratan.edge.cli.card;

import java.util.Set;
import java.util.TreeSet;

import org.sheratan.radio.air.Region;
import org.sheratan.radio.air.RegionTable;
import org.sheratan.radio.link.lora.hardware.BoardCatalog;
import org.sheratan.radio.link.lora.hardware.BoardProfile;

/** The names that a card's file may use. */
final class CardNames {
  private CardNames() {}

  static Set<String> regions() {
    Set<String> names = new TreeSet<>();
    RegionTable.builtIn().regions().stream().map(Region::name).forEach(names::add);
    return names;
  }

  static Set<String> boards() {
    Set<String> names = new TreeSet<>(Set.of("none", "modem", "auto"));
    BoardCatalog.builtIn().profiles().stream().map(BoardProfile::name).forEach(names::add);
    return names;
  }
}
