package org.sheratan.core.lcp;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Row.State;
import org.sheratan.core.wire.ValueCodec;
import org.sheratan.kernel.MalformedException;

/**
 * What happens to a running chain; one that has ended changes no more.
 *
 * <pre>
 * event                                     row                    chain
 * its job is accepted                       waiting → submitted    running
 * its job is refused, or ends badly         → lost                 running; then as below
 * completed, nothing follows                → completed            running
 * completed with a list of files            → completed            running; of a kind that lists files
 * completed with an analysis                → answered             running
 * completed with follow-ups                 → completed            running with new rows; failed beyond a guard
 * completed with a final answer             → completed            completed
 * completed with a broken envelope          → completed            failed
 * what it needs is lost                     waiting → lost         running
 * no row is waiting or submitted                                   completed; failed when a row is lost
 * too old                                                          failed
 * its mission is deleted                    as they are            gone, without an end: {@link ChainBook#stop}
 * </pre>
 */
final class ChainMachine {
  private ChainMachine() {}

  static Chain completed(Chain chain, Row row, Json.Obj result) {
    Chain done = chain.with(row.now(State.COMPLETED, ""));
    if (!followed(chain, row)) {
      return plain(result) instanceof Envelope.FilesListed ? listed(done, row) : done;
    }
    try {
      return switch (EnvelopeReader.read(result)) {
        case Envelope.Plain() -> done;
        case Envelope.FilesListed(List<String> files) -> listed(done, row);
        case Envelope.Analysis analysis -> chain.with(row.now(State.ANSWERED, ""));
        case Envelope.FollowUps(List<FollowUp> jobs) -> LoopGuard.grow(done, done.row(row.number()), jobs);
        case Envelope.FinalAnswer(Json answer) -> answered(done, answer);
        case Envelope.Failed(String error) -> lost(chain, row, error);
      };
    } catch (MalformedException broken) {
      return done.failed(row.shown() + " has a broken envelope: " + broken.field() + ": " + broken.reason());
    }
  }

  /** Later jobs are about these files, if it was asked for files at all. */
  private static Chain listed(Chain done, Row row) {
    return LcpLimits.lists(row.wanted().kind()) ? done.fileList(row.number()) : done;
  }

  /** It has its answer, unless that is too much. */
  static Chain answered(Chain chain, Json answer) {
    int bytes = CanonicalJson.bytes(answer).length();
    if (bytes > LcpLimits.RESOLVED_BYTES) {
      return chain.failed("the answer of " + bytes + " bytes exceeds " + LcpLimits.RESOLVED_BYTES);
    }
    return ValueCodec.depth(answer) > LcpLimits.MAX_DEPTH_OF_VALUE
        ? chain.failed("the answer is nested deeper than " + LcpLimits.MAX_DEPTH_OF_VALUE)
        : chain.completed(answer);
  }

  /** Of a job that was not asked what to do next, only files count. */
  private static Envelope plain(Json.Obj result) {
    try {
      return EnvelopeReader.read(result);
    } catch (MalformedException broken) {
      return new Envelope.Plain();
    }
  }

  /** Whether a result may ask for more: that of the first job, and those of kinds that plan. */
  private static boolean followed(Chain chain, Row row) {
    return chain.form().isEmpty() && (row.parent() == 0 || LcpLimits.plans(row.wanted().kind()));
  }

  static Chain lost(Chain chain, Row row, String why) {
    return chain.with(row.now(State.LOST, why));
  }

  /** Loses rows that can never begin, until nothing changes. */
  static Chain settle(Chain chain) {
    Chain now = chain;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Row row : now.rows()) {
        Optional<String> never = row.state() == State.WAITING ? never(now, row) : Optional.empty();
        if (never.isPresent()) {
          now = lost(now, row, never.get());
          changed = true;
        }
      }
    }
    return now;
  }

  private static Optional<String> never(Chain chain, Row row) {
    Optional<Row> lost = Needs.of(chain, row).stream().filter(need -> need.state() == State.LOST).findFirst();
    if (lost.isPresent()) {
      return lost.map(need -> "needs " + need.shown());
    }
    return hasFiles(chain, row) || chain.rows().stream().anyMatch(other -> goesOn(chain, other))
        ? Optional.empty()
        : Optional.of("needs " + ParamNeeds.FILE_LIST + ", and no job listed files");
  }

  private static boolean hasFiles(Chain chain, Row row) {
    return chain.fileList() > 0 || !Needs.files(row);
  }

  private static boolean goesOn(Chain chain, Row row) {
    return row.state() == State.SUBMITTED || ready(chain, row);
  }

  /** Whether it may become a job now. */
  static boolean ready(Chain chain, Row row) {
    return row.state() == State.WAITING && Needs.of(chain, row).stream().allMatch(Row::completed)
        && hasFiles(chain, row);
  }

  static boolean over(Chain chain) {
    return chain.rows().stream().noneMatch(Row::open);
  }

  /** Why a chain with no open row failed; empty when it did not. */
  static Optional<String> failure(Chain chain) {
    return chain.rows().stream().filter(row -> row.state() == State.LOST).findFirst()
        .map(row -> row.shown() + ": " + row.reason());
  }
}
