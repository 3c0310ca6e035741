package org.sheratan.core.node;

import org.sheratan.core.dispatch.Dispatcher;
import org.sheratan.core.dispatch.Holds;
import org.sheratan.core.dispatch.Verdict;
import org.sheratan.kernel.Now;

/** Answers what people ask and decide about jobs that a gate stopped. */
final class GateDesk {
  private final Holds holds;
  private final NodeSettings settings;

  GateDesk(Holds holds, NodeSettings settings) {
    this.holds = holds;
    this.settings = settings;
  }

  Answer answer(Command.OfGates command, Now now) {
    return switch (command) {
      case Command.ListHeld list -> Commands.unlessTooMany(list.limit(), () -> {
        Dispatcher.Listing listing = holds.list(list.after(), list.limit(), now.monoMs());
        return new Answer.Jobs(listing.jobs(), listing.next());
      });
      case Command.ShowRules show -> new Answer.Rules(settings.gates(), settings.submits());
      case Command.DecideHeld decide -> Commands.answer(decide(decide, now));
    };
  }

  /** What a person lets go on, and a second opinion is wanted about as well, goes on to the auditors. */
  private Verdict decide(Command.DecideHeld decide, Now now) {
    boolean auditorsToo = decide.approved() && !settings.audits().nobody()
        && holds.find(decide.job(), now.monoMs()).filter(job -> job.notes().passage().forPersonFirst())
            .isPresent();
    return auditorsToo
        ? holds.allow(decide.job(), decide.by(), decide.reason(), now)
        : holds.decide(decide.job(), decide.approved(), decide.by(), decide.reason(), now);
  }
}
