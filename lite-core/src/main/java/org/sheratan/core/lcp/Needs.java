package org.sheratan.core.lcp;

import java.util.ArrayList;
import java.util.List;

/** What a row of a chain waits for. Its parameters were read when it came into the chain, so they can be read. */
final class Needs {
  private Needs() {}

  /** Rows that must be completed first. */
  static List<Row> of(Chain chain, Row row) {
    List<Row> needs = new ArrayList<>();
    row.after().forEach(number -> needs.add(chain.row(number)));
    of(row).results().forEach(name -> chain.named(name, row).ifPresent(needs::add));
    return needs;
  }

  /** Names of artifacts that must exist. */
  static List<String> artifacts(Row row) {
    return List.copyOf(of(row).artifacts());
  }

  private static ParamNeeds of(Row row) {
    return ParamNeeds.of("params", row.wanted().params());
  }
}
