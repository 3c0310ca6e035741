package org.sheratan.core.sim;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.message.Draft;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.kernel.Entropy;
import org.sheratan.radio.frame.Priority;

/** The people of a fleet: they write to each other, and acknowledge what is urgent some time after. */
final class Correspondence {
  private static final long SHORTEST_LIFETIME_MS = 60_000;
  private static final long LIFETIME_SPREAD_MS = 360_000;
  private static final double EMERGENCIES = 0.3;
  private static final int LONGEST_TEXT = 400;

  private final List<SimNode> nodes;
  private final VirtualTime time;
  private final MessagePromises promises;
  private final Entropy entropy;
  private final SortedMap<MessageId, Sent> sent = new TreeMap<>();
  private int delivered;
  private int unanswered;

  private record Sent(SimNode from, SimNode to, Priority priority) {}

  Correspondence(List<SimNode> nodes, VirtualTime time, MessagePromises promises, Entropy entropy) {
    this.nodes = nodes;
    this.time = time;
    this.promises = promises;
    this.entropy = entropy;
  }

  /** {@code messages} of them, written within {@code withinMs}. */
  void schedule(int messages, long withinMs) {
    for (int message = 0; message < messages; message++) {
      int from = entropy.nextInt(nodes.size());
      int to = (from + 1 + entropy.nextInt(nodes.size() - 1)) % nodes.size();
      Priority priority = entropy.chance(EMERGENCIES) ? Priority.EMERGENCY : Priority.NORMAL;
      String text = "message " + message + " " + "la ".repeat(entropy.nextInt(LONGEST_TEXT / 3));
      Command.SendMessage command = new Command.SendMessage(
          new Draft(new Recipient.Node(nodes.get(to).body().id()), text, priority,
              SHORTEST_LIFETIME_MS + entropy.nextLong(LIFETIME_SPREAD_MS), Optional.empty()));
      long atMs = entropy.nextLong(withinMs);
      long readAfterMs = entropy.nextLong(withinMs - atMs);
      time.in(atMs, () -> write(nodes.get(from), nodes.get(to), command, readAfterMs));
    }
  }

  /**
   * Asks every living author's node about every message; {@link #answered} says later whether all told.
   *
   * @param connected whether every two living nodes have a way to each other
   */
  void reckon(boolean connected) {
    sent.forEach((id, letter) -> {
      if (letter.from().up()) {
        unanswered++;
        letter.from().ask(new Command.ShowMessage(id), answer -> {
          unanswered--;
          reckon(id, letter, connected, answer);
        });
      }
    });
  }

  boolean answered() {
    return unanswered == 0;
  }

  int delivered() {
    return delivered;
  }

  private void write(SimNode from, SimNode to, Command.SendMessage command, long readAfterMs) {
    if (!from.up()) {
      return;
    }
    from.ask(command, answer -> {
      if (answer instanceof Answer.MessageAccepted accepted) {
        MessageId id = accepted.message().id();
        sent.put(id, new Sent(from, to, command.draft().priority()));
        time.in(readAfterMs, () -> read(to, id));
      }
    });
  }

  private void read(SimNode at, MessageId id) {
    if (at.up()) {
      promises.read(id);
      at.ask(new Command.AcknowledgeMessage(id), answer -> {
        // Not there yet, or never: a person looks once.
      });
    }
  }

  private void reckon(MessageId id, Sent letter, boolean connected, Answer answer) {
    if (!(answer instanceof Answer.OneMessage one)) {
      promises.unknown(id);
      return;
    }
    delivered += one.message().state() == MessageState.DELIVERED ? 1 : 0;
    if (!letter.to().up()) {
      promises.finallyIs(one.message(), false);
      return;
    }
    unanswered++;
    letter.to().ask(new Command.ShowMessage(id), atPeer -> {
      unanswered--;
      boolean read = atPeer instanceof Answer.OneMessage there && there.message().acknowledged().isPresent();
      promises.finallyIs(one.message(), connected && read && letter.priority() == Priority.EMERGENCY);
    });
  }
}
