package org.sheratan.core.node;

import org.sheratan.core.dispatch.Dispatcher;
import org.sheratan.core.dispatch.Holds;
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
      case Command.DecideHeld decide ->
        Commands.answer(holds.decide(decide.job(), decide.approved(), decide.by(), decide.reason(), now));
    };
  }
}
