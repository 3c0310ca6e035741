package org.sheratan.edge.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.edge.console.report.NeighborReport;
import org.sheratan.edge.console.report.RadioReport;
import org.sheratan.edge.console.report.StatusReport;

/** The grammar for people. */
final class Words {
  private static final List<Word> ALL = List.of(
      new Word("help", "this list", (facts, none) -> help()),
      new Word("ver", "version, name and key of this node", StatusReport::version),
      new Word("status", "part by part, how the node is", StatusReport::status),
      new Word("selftest", "the radio tests itself, sending nothing", RadioReport::selfTest),
      new Word("radio", "settings and state of the radio", RadioReport::radio),
      new Word("noise", "noise floor", RadioReport::noise),
      new Word("neighbors", "who is heard directly", NeighborReport::lines),
      new Word("airtime", "what is left of the hour's airtime", RadioReport::airtime),
      new Word("ip", "addresses of this machine", StatusReport::addresses),
      new Word("uptime", "since when the node runs", StatusReport::uptime));

  private Words() {}

  static Optional<Word> find(String name) {
    return ALL.stream().filter(word -> word.name().equals(name)).findFirst();
  }

  private static List<String> help() {
    List<String> lines = new ArrayList<>();
    ALL.forEach(word -> lines.add(String.format("%-20s%s", word.name(), word.help())));
    return lines;
  }
}
