package org.sheratan.core.sim;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.sheratan.core.message.MessageLimits;
import org.sheratan.core.mission.MessageId;

/**
 * Which of the words written at one node that node must still know, by the rule it is documented to follow: it keeps
 * {@link MessageLimits#kept()}, and when one more is accepted the oldest that has ended makes room. The people of a
 * fleet write so briefly that the length of their texts never decides.
 */
final class KeptWords {
  private final int most;
  private final Predicate<MessageId> ended;
  private final SortedSet<MessageId> madeRoom = new TreeSet<>();
  private SortedSet<MessageId> kept = new TreeSet<>();
  /** What it kept so far as was heard, until all is known that it found on its disk. */
  private SortedSet<MessageId> beforeStart = new TreeSet<>();

  /** @param ended whether that is known of a message of this node */
  KeptWords(int most, Predicate<MessageId> ended) {
    this.most = most;
    this.ended = ended;
  }

  /** What it finds on its disk follows. */
  void starts() {
    settle();
    beforeStart = kept;
    kept = new TreeSet<>();
  }

  void found(MessageId id) {
    kept.add(id);
  }

  void accepted(MessageId id) {
    settle();
    kept.add(id);
    while (kept.size() > most) {
      Optional<MessageId> oldest = kept.stream().filter(ended).findFirst();
      if (oldest.isEmpty()) {
        return;
      }
      kept.remove(oldest.get());
      madeRoom.add(oldest.get());
    }
  }

  /** Whether later words took its place. */
  boolean madeRoom(MessageId id) {
    settle();
    return madeRoom.contains(id);
  }

  /** A crash may have hidden the last of what was accepted: so many may have gone, and only from a full room. */
  private void settle() {
    SortedSet<MessageId> gone = new TreeSet<>(beforeStart);
    gone.removeAll(kept);
    SortedSet<MessageId> unheardOf = new TreeSet<>(kept);
    unheardOf.removeAll(beforeStart);
    if (gone.size() <= unheardOf.size() && kept.size() >= most) {
      madeRoom.addAll(gone);
    }
    beforeStart = new TreeSet<>();
  }
}
