package org.sheratan.core.lcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import org.sheratan.core.lcp.Row.State;
import org.sheratan.core.mission.JobSpec;

/** What a row of a chain waits for. Its parameters were read when it came into the chain, so they can be read. */
final class Needs {
  private Needs() {}

  /** With the rows that waiting ones refer to among those they wait for: parameters are read once, not at each look. */
  static Chain linked(Chain chain) {
    List<Row> rows = new ArrayList<>();
    for (Row row : chain.rows()) {
      rows.add(row.state() == State.WAITING ? linked(chain, row) : row);
    }
    return chain.rows(rows);
  }

  private static Row linked(Chain chain, Row row) {
    SortedSet<Integer> after = new TreeSet<>(row.after());
    referred(chain, row, of(row)).forEach(other -> after.add(other.number()));
    return row.after(List.copyOf(after));
  }

  /** Rows that must be completed first. */
  static List<Row> of(Chain chain, Row row) {
    return row.after().stream().map(chain::row).toList();
  }

  /** Whether there must be a list of files. */
  static boolean files(Row row) {
    return row.wanted().params().get(ParamResolver.PATHS) != null;
  }

  static ParamNeeds of(Row row) {
    return ParamNeeds.of("params", row.wanted().params());
  }

  /** What its job needs of a node: its own needs, and a trusted node where anything that it is made of needed one. */
  static List<String> offers(Chain chain, Row row, ParamNeeds named) {
    List<Row> origins = new ArrayList<>(referred(chain, row, named));
    if (row.parent() > 0) {
      origins.add(chain.row(row.parent()));
    }
    if (files(row) && chain.fileList() > 0) {
      origins.add(chain.row(chain.fileList()));
    }
    List<String> offers = new ArrayList<>(row.wanted().needs());
    if (origins.stream().anyMatch(origin -> origin.wanted().needs().contains(JobSpec.TRUSTED))
        && !offers.contains(JobSpec.TRUSTED)) {
      offers.add(JobSpec.TRUSTED);
    }
    return offers;
  }

  private static List<Row> referred(Chain chain, Row row, ParamNeeds named) {
    return named.results().stream().map(name -> chain.named(name, row)).flatMap(Optional::stream).toList();
  }
}
