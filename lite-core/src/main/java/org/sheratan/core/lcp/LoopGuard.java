package org.sheratan.core.lcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.wire.ValueCodec;
import org.sheratan.kernel.MalformedException;

/** Lets a chain grow by what a result asks for, whole or not at all. */
final class LoopGuard {
  private LoopGuard() {}

  /** @return {@code chain} with a row for each job that its {@code parent} did not ask for yet, or failed */
  static Chain grow(Chain chain, Row parent, List<FollowUp> jobs) {
    List<Row> rows = new ArrayList<>(chain.rows());
    Set<String> asked = new TreeSet<>();
    for (FollowUp job : jobs) {
      Row row = parent.child(rows.size() + 1, job);
      if (asked.add(key(parent.job(), row.wanted()))) {
        rows.add(row);
      }
    }
    return problem(chain, parent, rows).map(why -> chain.failed(parent.shown() + " asks for more: " + why))
        .orElseGet(() -> Needs.linked(chain.rows(rows)));
  }

  /** What makes two requests of one job the same. */
  static String key(Optional<JobId> parent, Wanted wanted) {
    return CanonicalJson.sha256(Json.Obj.EMPTY.with("parent_job_id", parent.map(JobId::toString).orElse(""))
        .with("kind", wanted.kind()).with("params", wanted.params())).toHex();
  }

  private static Optional<String> problem(Chain chain, Row parent, List<Row> rows) {
    if (parent.depth() >= LcpLimits.MAX_DEPTH) {
      return Optional.of("deeper than " + LcpLimits.MAX_DEPTH);
    }
    if (rows.size() > LcpLimits.MAX_JOBS) {
      return Optional.of(rows.size() + " jobs exceed " + LcpLimits.MAX_JOBS);
    }
    Optional<String> tooMuch = Load.of(rows.stream().map(Row::wanted)).beyondChain();
    if (tooMuch.isPresent()) {
      return tooMuch;
    }
    Chain grown = chain.rows(rows);
    for (Row row : rows.subList(chain.rows().size(), rows.size())) {
      if (rows.stream().filter(other -> other.wanted().same(row.wanted())).count() > LcpLimits.MAX_SAME) {
        return Optional.of(row.wanted().kind() + " with the same params more than " + LcpLimits.MAX_SAME
            + " times: it repeats itself");
      }
      if (ValueCodec.depth(row.wanted().params()) > LcpLimits.MAX_DEPTH_OF_VALUE) {
        return Optional.of("params nested deeper than " + LcpLimits.MAX_DEPTH_OF_VALUE);
      }
      Optional<String> unknown = unknown(grown, row);
      if (unknown.isPresent()) {
        return unknown;
      }
    }
    return Optional.empty();
  }

  /** What it refers to and can never have. */
  private static Optional<String> unknown(Chain chain, Row row) {
    try {
      return ParamNeeds.of("params", row.wanted().params()).results().stream()
          .filter(name -> chain.named(name, row).isEmpty()).findFirst()
          .map(name -> row.wanted().kind() + " refers to " + name + ", which is not in this chain");
    } catch (MalformedException broken) {
      return Optional.of(row.wanted().kind() + ": " + broken.field() + ": " + broken.reason());
    }
  }
}
