package org.sheratan.core.lcp;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.wire.WireLimits;

/**
 * One job of a chain, from when it is known to when it has ended.
 *
 * @param number counts the rows of a chain, from 1
 * @param name of the step, for plans; empty for what a result asked for
 * @param task whose job it is
 * @param parent the row whose result asked for it; 0 for none
 * @param depth 0, or one more than that of the parent
 * @param after rows that must be completed before, those that its parameters name among them
 * @param reason why it waits, or why it is lost; {@link LcpLimits#REASON_BYTES} at most
 */
public record Row(int number, String name, Wanted wanted, TaskId task, int parent, int depth,
    List<Integer> after, State state, Optional<JobId> job, String reason) {
  /** Where a row stands. Words are stored and shown, and never change. */
  public enum State {
    /** Not yet a job: what it needs is not there. */
    WAITING("waiting"),
    /** A job, which has not ended. */
    SUBMITTED("submitted"), COMPLETED("completed"),
    /** Completed with an analysis: an answer of its branch. */
    ANSWERED("answered"),
    /** Refused, failed, or in want of something that is lost. */
    LOST("lost");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** As the API and the store spell it. */
    public String word() {
      return word;
    }
  }

  public Row {
    after = List.copyOf(after);
  }

  static Row waiting(int number, String name, Wanted wanted, TaskId task, List<Integer> after) {
    return new Row(number, name, wanted, task, 0, 0, after, State.WAITING, Optional.empty(), "");
  }

  /** What the result of this row asks for. */
  Row child(int childNumber, FollowUp followUp) {
    return new Row(childNumber, "", Wanted.of(followUp), task, number, depth + 1, List.of(number),
        State.WAITING, Optional.empty(), "");
  }

  Row now(State next, String why) {
    return new Row(number, name, wanted, task, parent, depth, after, next, job,
        WireLimits.clip(why, LcpLimits.REASON_BYTES));
  }

  Row outline() {
    return new Row(number, name, new Wanted(wanted.kind(), Json.Obj.EMPTY, List.of(), wanted.timeoutMs()),
        task,
        parent, depth, after, state, job, "");
  }

  Row after(List<Integer> rows) {
    return new Row(number, name, wanted, task, parent, depth, rows, state, job, reason);
  }

  /** @param needs with those that it has of others, see {@link Needs#offers} */
  Row submitted(JobId id, List<String> needs) {
    return new Row(number, name, wanted.needing(needs), task, parent, depth, after, State.SUBMITTED,
        Optional.of(id), "");
  }

  boolean completed() {
    return state == State.COMPLETED || state == State.ANSWERED;
  }

  boolean open() {
    return state == State.WAITING || state == State.SUBMITTED;
  }

  /** As people know it. */
  String shown() {
    return name.isEmpty() ? "row " + number : "step " + name;
  }
}
