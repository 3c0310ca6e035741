package org.sheratan.core.node;

import java.util.function.BiFunction;

import org.sheratan.core.dispatch.DeadLetters;
import org.sheratan.core.dispatch.Verdict;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.kernel.Now;

/** Answers what people ask about jobs that went wrong. */
final class DispatchDesk {
  private final DeadLetters dead;

  DispatchDesk(DeadLetters dead) {
    this.dead = dead;
  }

  Answer list(Command.ListDead list, long nowMs) {
    return Commands.unlessTooMany(list.limit(),
        () -> Commands.listed(() -> dead.list(list.of(), list.after(), list.limit(), nowMs)));
  }

  /** @param submit the way that every request takes */
  Answer requeue(Command.Requeue again, Now now, BiFunction<JobSpec, Origin, Verdict> submit) {
    return Commands.answer(switch (dead.again(again.job())) {
      case DeadLetters.Again.No(Verdict.Refused refused) -> refused;
      case DeadLetters.Again.Request request ->
        switch (submit.apply(request.spec(), again.origin())) {
          case Verdict.Accepted fresh ->
            new Verdict.Accepted(dead.link(request.dead(), fresh.job(), now.monoMs()), false);
          case Verdict other -> other;
        };
    });
  }
}
