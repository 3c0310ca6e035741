package org.sheratan.core.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import org.sheratan.core.health.Health;
import org.sheratan.kernel.Now;

/** Answers what people ask about the node's health, and tells it what is down. */
final class HealthDesk {
  private final Health health;
  private final SortedSet<String> linksDown = new TreeSet<>();

  HealthDesk(Health health) {
    this.health = health;
  }

  Health health() {
    return health;
  }

  void onLink(String name, boolean up) {
    if (up) {
      linksDown.remove(name);
    } else {
      linksDown.add(name);
    }
  }

  /**
   * @param storage whether what is promised gets onto the disk
   * @param identity whether no other node took over this one's
   */
  void poll(boolean storage, boolean identity, Now now) {
    List<String> down = new ArrayList<>();
    if (!storage) {
      down.add("storage");
    }
    if (!identity) {
      down.add("identity");
    }
    linksDown.forEach(link -> down.add("link " + link));
    health.poll(down, now);
  }

  Answer answer(Command.OfHealth command, Now now) {
    return switch (command) {
      case Command.ShowHealth show -> new Answer.HealthShown(health.view(now.monoMs()));
      case Command.MoveState move -> {
        Optional<String> refused = health.ask(move.to(), move.reason(), move.actor(), move.meta(), now);
        yield refused.isPresent()
            ? new Answer.Refused(Answer.Reason.CONFLICT, "state: " + refused.get(), Optional.of("state"),
                "sheratan health")
            : new Answer.HealthShown(health.view(now.monoMs()));
      }
    };
  }
}
