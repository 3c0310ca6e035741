package org.sheratan.core.lcp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Row.State;
import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.MalformedException;

/** What the jobs of a chain found, for whatever is made of it: parameters of later jobs, and the chain's answer. */
final class ChainResults {
  private final JobResults results;

  ChainResults(JobResults results) {
    this.results = results;
  }

  /** With its answer, or why there is none. */
  Chain finished(Chain chain) throws IOException {
    Optional<String> failure = ChainMachine.failure(chain);
    if (failure.isPresent()) {
      return chain.failed(failure.get());
    }
    if (chain.form().isEmpty()) {
      return ChainMachine.answered(chain, analyses(chain));
    }
    try {
      Row anyone = Row.waiting(1, "", new Wanted("", Json.Obj.EMPTY.with("answer", chain.form().get()),
          List.of(), 0), chain.row(1).task(), List.of());
      return ChainMachine.answered(chain,
          ParamResolver.fillIn("answer", chain.form().get(), sources(chain, anyone, Needs.of(anyone))));
    } catch (MalformedException broken) {
      return chain.failed(broken.field() + ": " + broken.reason());
    }
  }

  /** Null when there is none, the one itself, or all. */
  private Json analyses(Chain chain) throws IOException {
    List<Json> found = new ArrayList<>();
    for (Row row : chain.rows()) {
      if (row.state() == State.ANSWERED) {
        results.of(row.job().orElseThrow()).ifPresent(found::add);
      }
    }
    return switch (found.size()) {
      case 0 -> new Json.Null();
      case 1 -> found.getFirst();
      default -> new Json.Arr(found);
    };
  }

  /** What the parameters of {@code row} refer to. */
  Sources sources(Chain chain, Row row, ParamNeeds needs) throws IOException {
    SortedMap<String, Json.Obj> found = new TreeMap<>();
    for (String name : needs.results()) {
      Optional<JobId> job = chain.named(name, row).flatMap(Row::job);
      if (job.isPresent()) {
        results.of(job.get()).ifPresent(result -> found.put(name, result));
      }
    }
    SortedMap<String, Json> artifacts = new TreeMap<>();
    if (!needs.artifacts().isEmpty() && chain.fileList() > 0) {
      results.of(chain.row(chain.fileList()).job().orElseThrow())
          .ifPresent(result -> artifacts.put(ParamNeeds.FILE_LIST, result.get("files")));
    }
    return new Sources(found, artifacts);
  }
}
