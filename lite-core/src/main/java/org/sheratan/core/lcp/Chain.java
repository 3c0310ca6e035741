package org.sheratan.core.lcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.LlmUsage;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.wire.WireLimits;

/**
 * Jobs that follow from each other, for one mission: one immutable snapshot.
 *
 * @param createdWallMs wall time at creation, 0 when the node had none that is vouched for
 * @param limitMs how old it may become, power-off time not counted
 * @param form what a plan's answer is made of; empty for a chain that grows by itself
 * @param rows by number
 * @param fileList the row that listed the files of {@link ParamNeeds#FILE_LIST}; 0 for none
 * @param reason why it failed; {@link LcpLimits#REASON_BYTES} at most
 * @param answer once it is completed
 * @param ageMs as of its last change
 * @param used by its completed jobs
 * @param terms of its further jobs
 */
public record Chain(ChainId id, MissionId mission, long createdWallMs, long limitMs, Optional<Json> form,
    List<Row> rows, int fileList, State state, String reason, Optional<Json> answer, long ageMs,
    LlmUsage used, ChainTerms terms) {
  /** Where a chain stands. Words are stored and shown, and never change. */
  public enum State {
    RUNNING("running"), COMPLETED("completed"), FAILED("failed");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** As the API and the store spell it. */
    public String word() {
      return word;
    }
  }

  public Chain {
    rows = List.copyOf(rows);
  }

  static Chain begun(ChainId id, MissionId mission, long wallMs, long limitMs, Optional<Json> form,
      List<Row> rows) {
    return new Chain(id, mission, wallMs, limitMs, form, rows, 0, State.RUNNING, "", Optional.empty(), 0,
        LlmUsage.NONE, ChainTerms.NONE);
  }

  public boolean ended() {
    return state != State.RUNNING;
  }

  /** For lists: without what was asked for and what came of it, which may be long. */
  Chain outline() {
    return new Chain(id, mission, createdWallMs, limitMs, form.map(hidden -> new Json.Null()),
        rows.stream().map(Row::outline).toList(), fileList, state, reason, Optional.empty(), ageMs, used,
        terms);
  }

  Row row(int number) {
    return rows.get(number - 1);
  }

  public Optional<Row> of(JobId job) {
    return rows.stream().filter(row -> row.job().filter(job::equals).isPresent()).findFirst();
  }

  /** The row that {@code name} means in the parameters of {@code asking}: its parent, a step, or a job. */
  Optional<Row> named(String name, Row asking) {
    if (name.equals(Reference.PARENT)) {
      return asking.parent() == 0 ? Optional.empty() : Optional.of(row(asking.parent()));
    }
    return rows.stream()
        .filter(
            row -> row.name().equals(name) || row.job().filter(id -> id.toString().equals(name)).isPresent())
        .findFirst();
  }

  Chain with(Row changed) {
    List<Row> next = new ArrayList<>(rows);
    next.set(changed.number() - 1, changed);
    return rows(next);
  }

  Chain rows(List<Row> next) {
    return new Chain(id, mission, createdWallMs, limitMs, form, next, fileList, state, reason, answer, ageMs,
        used, terms);
  }

  Chain fileList(int row) {
    return new Chain(id, mission, createdWallMs, limitMs, form, rows, row, state, reason, answer, ageMs,
        used, terms);
  }

  Chain aged(long ms) {
    return new Chain(id, mission, createdWallMs, limitMs, form, rows, fileList, state, reason, answer, ms,
        used, terms);
  }

  Chain using(LlmUsage more) {
    return new Chain(id, mission, createdWallMs, limitMs, form, rows, fileList, state, reason, answer, ageMs,
        used.plus(more), terms);
  }

  Chain terms(ChainTerms next) {
    return new Chain(id, mission, createdWallMs, limitMs, form, rows, fileList, state, reason, answer, ageMs,
        used, next);
  }

  Chain failed(String why) {
    return new Chain(id, mission, createdWallMs, limitMs, form, rows, fileList, State.FAILED,
        WireLimits.clip(why, LcpLimits.REASON_BYTES), answer, ageMs, used, terms);
  }

  Chain completed(Json with) {
    return new Chain(id, mission, createdWallMs, limitMs, form, rows, fileList, State.COMPLETED, "",
        Optional.of(with), ageMs, used, terms);
  }
}
