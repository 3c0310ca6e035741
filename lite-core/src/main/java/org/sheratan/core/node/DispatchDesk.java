package org.sheratan.core.node;

import org.sheratan.core.dispatch.DeadLetters;
import org.sheratan.core.dispatch.Dispatcher;
import org.sheratan.core.dispatch.Verdict;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.Origin;
import org.sheratan.kernel.Now;

/** Answers what people ask about jobs that went wrong. */
final class DispatchDesk {
  private final Dispatcher dispatcher;
  private final DeadLetters dead;

  DispatchDesk(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
    this.dead = dispatcher.deadLetters();
  }

  Answer list(Command.ListDead list, long nowMs) {
    return Commands.unlessTooMany(list.limit(),
        () -> Commands.listed(() -> dead.list(list.of(), list.after(), list.limit(), nowMs)));
  }

  /** By the way that every request takes. */
  Answer requeue(Command.Requeue again, Now now) {
    return Commands.answer(switch (dead.again(again.job(), now.monoMs())) {
      case DeadLetters.Again.No(Verdict.Refused refused) -> refused;
      case DeadLetters.Again.Request request ->
        switch (dispatcher.submit(request.spec(), origin(request.dead(), again.origin()), now)) {
          case Verdict.Accepted fresh ->
            new Verdict.Accepted(dead.link(request.dead(), fresh.job(), now.monoMs()), false);
          case Verdict other -> other;
        };
    });
  }

  /** What was the output of something stays that, whoever asks for it once more. */
  private static Origin origin(Job dead, Origin asks) {
    Origin.Zone was = dead.notes().origin().zone();
    return was == Origin.Zone.OUTPUT ? asks.claiming(was.word()) : asks;
  }
}
