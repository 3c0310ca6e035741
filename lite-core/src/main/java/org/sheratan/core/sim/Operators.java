package org.sheratan.core.sim;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.kernel.Entropy;

/** The people at a fleet's nodes, who decide about what the gates hold: some time later, and until their node has heard. */
final class Operators {
  private static final Origin SEAT = new Origin(Origin.Zone.SIMULATION, "");
  private static final long LONGEST_THOUGHT_MS = 120_000;
  private static final long AGAIN_MS = 10_000;
  private static final double APPROVED = 0.7;

  private final VirtualTime time;
  private final Promises promises;
  private final Entropy entropy;

  /** One decision; it counts as made once the node has answered. */
  private final class Errand {
    private final SimNode node;
    private final JobId job;
    private final boolean approved;
    private boolean made;

    private Errand(SimNode node, JobId job, boolean approved) {
      this.node = node;
      this.job = job;
      this.approved = approved;
    }

    private void run() {
      if (made) {
        return;
      }
      if (node.up()) {
        promises.asked(job);
        node.ask(new Command.DecideHeld(job, approved, SEAT, "decided in a simulation"), answer -> {
          boolean later = answer instanceof Answer.Refused refused && refused.reason() == Answer.Reason.BUSY;
          made |= !later;
        });
      }
      time.in(AGAIN_MS, this::run);
    }
  }

  Operators(VirtualTime time, Promises promises, Entropy entropy) {
    this.time = time;
    this.promises = promises;
    this.entropy = entropy;
  }

  void onHeld(SimNode node, JobId job) {
    Errand errand = new Errand(node, job, entropy.chance(APPROVED));
    time.in(entropy.nextLong(LONGEST_THOUGHT_MS), errand::run);
  }
}
