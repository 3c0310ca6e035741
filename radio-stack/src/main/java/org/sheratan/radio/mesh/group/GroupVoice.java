package org.sheratan.radio.mesh.group;

import java.util.Optional;
import java.util.function.Function;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.secure.GroupKeys;
import org.sheratan.radio.secure.GroupPlace;
import org.sheratan.radio.secure.GroupSealed;

/** Says something to a group on every link, sealed with our key. */
final class GroupVoice {
  private final LinkTable links;
  private final GroupBook book;
  private final GroupKeys keys;

  GroupVoice(LinkTable links, GroupBook book, GroupKeys keys) {
    this.links = links;
    this.book = book;
    this.keys = keys;
  }

  /** Heard by those in range only. */
  void toNeighbors(GroupId group, Priority priority, GroupContent content) {
    book.of(group).ifPresent(roster -> say(group, roster, priority, 1, place -> content));
  }

  /** To be passed on by others; empty when we do not belong to the group. */
  Optional<GroupSealed> toAll(GroupId group, Priority priority, Function<GroupPlace, GroupContent> content) {
    return book.of(group).map(roster -> say(group, roster, priority, Limits.MAX_HOPS, content));
  }

  private GroupSealed say(GroupId group, Roster roster, Priority priority, int hopLimit,
      Function<GroupPlace, GroupContent> content) {
    Function<GroupPlace, Bytes> plaintext = content.andThen(GroupContent::encode);
    GroupSealed sealed = keys.seal(group, roster.epoch(), priority, hopLimit, plaintext);
    for (LinkState state : links.all()) {
      state.toEveryone(sealed.content(), sealed.bound());
    }
    return sealed;
  }
}
