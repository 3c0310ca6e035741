package org.sheratan.core.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.Now;

/**
 * What chains do not get, as entries of the trace. What belongs together is the chain; where none came to be, the job that
 * asked.
 *
 * <pre>
 * what happened                           | entry | status | code
 * a follow-up was refused, or barred      | ABORT | failed | follow_up_refused
 * a follow-up can never begin             | ABORT | failed | follow_up_lost
 * a chain failed, by a guard or otherwise | ABORT | failed | chain_failed
 * a result asks for a chain too many      | ABORT | failed | chains_full
 * </pre>
 */
public final class ChainDecisions {
  /** A chain that is completed although a follow-up was refused is not heard of again. */
  private static final int MOST_TRACES = 256;

  private final Lineage lineage;

  /**
   * @param chain empty where none came to be
   * @param job whose result asked for what it does not get; empty where that is nobody's
   * @param code of the table above
   */
  public record Stop(Optional<ChainId> chain, Optional<JobId> job, String code, String why) {}

  /**
   * @param owner short name of this node
   * @param epoch of this start: with it and a number every decision has its name
   */
  public ChainDecisions(String owner, IntSupplier epoch) {
    this.lineage = new Lineage("dc-" + owner, epoch, MOST_TRACES);
  }

  public Decision stopped(Stop stop, Now now) {
    String id = lineage.nextId();
    String trace = stop.chain().map(ChainId::toString).or(() -> stop.job().map(JobId::toString)).orElse(id);
    Lineage.Place place = lineage.next(id, trace);
    return new Decision(id, place.parent(), trace, Intent.FOLLOW, stop.job(), place.depth(), now,
        context(stop),
        new Decision.Constraints(OptionalDouble.empty(), OptionalLong.empty()),
        new Action(ActionType.ABORT, params(stop), 0, false),
        new Result(Status.FAILED, new Metrics(0, OptionalDouble.empty(), 0),
            Optional.of(new Result.Failure(stop.code(), stop.why())), Optional.empty()));
  }

  private static List<String> context(Stop stop) {
    List<String> refs = new ArrayList<>(List.of("origin:chain"));
    stop.chain().ifPresent(chain -> refs.add("chain:" + chain));
    stop.job().ifPresent(job -> refs.add("job:" + job));
    return refs;
  }

  private static Json.Obj params(Stop stop) {
    return stop.chain().map(chain -> Json.Obj.EMPTY.with("chain", chain.toString())).orElse(Json.Obj.EMPTY);
  }
}
