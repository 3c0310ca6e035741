package org.sheratan.core.sim;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.sheratan.core.message.Incoming;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;

/**
 * Who may be shown what is said in groups: those who were ever let in; and nobody whom the speaker's node knew to be shut
 * out when it was said. Speakers that have not heard of it yet still speak to one shut out.
 */
final class GroupPromises {
  private record Place(GroupId group, NodeId node) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int groups = group.compareTo(other.group);
      return groups != 0 ? groups : node.compareTo(other.node);
    }
  }

  private final Consumer<String> broken;
  private final SortedSet<Place> invited = new TreeSet<>();
  /** From which version of the roster on. */
  private final SortedMap<Place, Integer> removed = new TreeMap<>();
  private final SortedMap<String, Integer> said = new TreeMap<>();

  GroupPromises(Consumer<String> broken) {
    this.broken = broken;
  }

  /** {@code node} gets what it needs to join. */
  void invited(GroupId group, NodeId node) {
    invited.add(new Place(group, node));
  }

  /** Whoever knows {@code version} of the roster, or a later one, does not speak to {@code node} any more. */
  void removed(GroupId group, NodeId node, int version) {
    removed.putIfAbsent(new Place(group, node), version);
  }

  /** {@code text}, said only once, by somebody whose node knows {@code version} of the roster. */
  void said(String text, int version) {
    said.put(text, version);
  }

  void shown(NodeId at, Incoming words) {
    Place place = new Place(words.group().orElseThrow(), at);
    Optional<Integer> version = Optional.ofNullable(said.get(words.text()));
    if (version.isEmpty()) {
      broken.accept(words.id() + " was said by nobody");
    } else if (!invited.contains(place)) {
      broken.accept(words.id() + " shown at " + at.shortName() + ", which was never let in");
    } else if (removed.getOrDefault(place, Integer.MAX_VALUE) <= version.get()) {
      broken.accept(words.id() + " shown at " + at.shortName() + ", which its speaker knew to be shut out");
    }
    if (at.equals(words.peer())) {
      broken.accept(words.id() + " shown to who said it");
    }
  }
}
