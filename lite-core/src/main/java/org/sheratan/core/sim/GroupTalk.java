package org.sheratan.core.sim;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.sheratan.core.message.Draft;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.kernel.Entropy;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Group;

/**
 * The people of a fleet who speak in a group: one makes it, others join, all speak; later one is shut out, and in some
 * fleets one node is stolen and revoked.
 */
final class GroupTalk {
  private static final int TENTHS = 10;
  private static final long INVITATION_MS = 3_600_000;
  private static final long JOINING_MS = 120_000;
  private static final long SHORTEST_LIFETIME_MS = 60_000;
  private static final long LIFETIME_SPREAD_MS = 360_000;
  private static final double JOINERS = 0.8;
  private static final double EMERGENCIES = 0.2;
  private static final double THEFTS = 0.5;
  /** Fewer would leave nobody to speak of. */
  private static final int NODES_WITH_A_THEFT = 5;

  private final List<SimNode> nodes;
  private final VirtualTime time;
  private final MessagePromises promises;
  private final Entropy entropy;
  private final SortedMap<MessageId, SimNode> sent = new TreeMap<>();
  private Optional<GroupId> group = Optional.empty();
  private boolean revoked;
  private int unanswered;

  GroupTalk(List<SimNode> nodes, VirtualTime time, MessagePromises promises, Entropy entropy) {
    this.nodes = nodes;
    this.time = time;
    this.promises = promises;
    this.entropy = entropy;
  }

  /** {@code words} said within {@code withinMs}; without any there is no group. */
  void schedule(int words, long withinMs) {
    if (words == 0) {
      return;
    }
    long tenthMs = withinMs / TENTHS;
    int first = entropy.nextInt(nodes.size());
    SimNode admin = nodes.get(first);
    time.in(entropy.nextLong(tenthMs), () -> create(admin));
    for (SimNode node : nodes) {
      if (node != admin && entropy.chance(JOINERS)) {
        time.in(tenthMs + entropy.nextLong(2 * tenthMs), () -> invite(admin, node));
      }
    }
    for (int word = 0; word < words; word++) {
      plan("word " + word, 2 * tenthMs + entropy.nextLong(8 * tenthMs), tenthMs);
    }
    time.in(5 * tenthMs + entropy.nextLong(tenthMs), () -> remove(admin, after(first, 1)));
    if (nodes.size() >= NODES_WITH_A_THEFT && entropy.chance(THEFTS)) {
      time.in(7 * tenthMs + entropy.nextLong(tenthMs), () -> revoke(admin, after(first, 2)));
    }
  }

  /** Asks every living author's node about every word; {@link #answered} says later whether all told. */
  void reckon() {
    sent.forEach((id, from) -> {
      if (from.up()) {
        unanswered++;
        from.ask(new Command.ShowMessage(id), answer -> {
          unanswered--;
          if (answer instanceof Answer.OneMessage one) {
            promises.finallyIs(one.message(), false);
          } else {
            promises.unknown(id);
          }
        });
      }
    });
  }

  boolean answered() {
    return unanswered == 0;
  }

  /** Some do not speak with one node any more, though it lives. */
  boolean revoked() {
    return revoked;
  }

  private SimNode after(int index, int by) {
    return nodes.get((index + by) % nodes.size());
  }

  private void plan(String text, long atMs, long readWithinMs) {
    SimNode from = nodes.get(entropy.nextInt(nodes.size()));
    SimNode reader = nodes.get(entropy.nextInt(nodes.size()));
    Priority priority = entropy.chance(EMERGENCIES) ? Priority.EMERGENCY : Priority.NORMAL;
    long lifetimeMs = SHORTEST_LIFETIME_MS + entropy.nextLong(LIFETIME_SPREAD_MS);
    long readAfterMs = entropy.nextLong(readWithinMs);
    time.in(atMs, () -> withGroup(from, known -> {
      promises.groups().said(text, known.version());
      Draft draft = new Draft(new Recipient.Group(known.id()), text, priority, lifetimeMs, Optional.empty());
      from.ask(new Command.SendMessage(draft), answer -> {
        if (answer instanceof Answer.MessageAccepted accepted) {
          MessageId id = accepted.message().id();
          sent.put(id, from);
          time.in(readAfterMs, () -> read(reader, id));
        }
      });
    }));
  }

  private void create(SimNode admin) {
    if (admin.up()) {
      admin.ask(new Command.CreateGroup("circle"), answer -> {
        if (answer instanceof Answer.OneGroup made) {
          group = Optional.of(made.group().id());
          promises.groups().invited(made.group().id(), admin.body().id());
        }
      });
    }
  }

  private void invite(SimNode admin, SimNode newcomer) {
    withGroup(admin, known -> admin.ask(new Command.InviteToGroup(known.id(), INVITATION_MS), answer -> {
      if (answer instanceof Answer.Invited invited && newcomer.up()) {
        promises.groups().invited(known.id(), newcomer.body().id());
        newcomer.ask(new Command.JoinGroup(invited.code(), JOINING_MS), joined -> {
          // Whether it could or not: what it is shown from now on is no breach.
        });
      }
    }));
  }

  private void remove(SimNode admin, SimNode member) {
    withGroup(admin, known -> admin.ask(new Command.RemoveFromGroup(known.id(), member.body().id()),
        answer -> {
          if (answer instanceof Answer.OneGroup left) {
            out(left.group(), member);
          }
        }));
  }

  private void revoke(SimNode admin, SimNode stolen) {
    withGroup(admin, known -> {
      revoked = true;
      admin.ask(new Command.Revoke(stolen.body().id(), "stolen"),
          answer -> withGroup(admin, left -> out(left, stolen)));
    });
  }

  private void out(Group left, SimNode member) {
    if (!left.members().contains(member.body().id())) {
      promises.groups().removed(left.id(), member.body().id(), left.version());
    }
  }

  private void read(SimNode at, MessageId id) {
    if (at.up()) {
      promises.read(id);
      at.ask(new Command.AcknowledgeMessage(id), answer -> {
        // Not there yet, or never: a person looks once.
      });
    }
  }

  private void withGroup(SimNode at, Consumer<Group> then) {
    if (group.isPresent() && at.up()) {
      at.ask(new Command.ShowGroup(group.get()), answer -> {
        if (answer instanceof Answer.OneGroup known && at.up()) {
          then.accept(known.group());
        }
      });
    }
  }
}
