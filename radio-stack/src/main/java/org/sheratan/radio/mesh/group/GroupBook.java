package org.sheratan.radio.mesh.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.frame.SignedRoster;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.StoredRecords;

/**
 * The rosters of the groups we belong to, as signed by their admins, and whom we shut out as an admin but have not told
 * yet. Survives restarts.
 */
final class GroupBook {
  private static final String PREFIX = "mesh/group/";
  private static final String EXPELLED = "mesh/expelled/";

  private final Durable durable;
  private final Map<GroupId, SignedRoster> rosters = new TreeMap<>();
  /** By the record's name: the roster that shut them out. */
  private final Map<String, SignedRoster> shutOut = new TreeMap<>();

  GroupBook(Durable durable, MeshTurn turn) {
    this.durable = durable;
    StoredRecords.read(durable, PREFIX, turn,
        (name, stored) -> rosters.put(GroupId.parse(name), SignedRoster.decode(stored)));
    StoredRecords.read(durable, EXPELLED, turn,
        (name, stored) -> shutOut.put(EXPELLED + name, SignedRoster.decode(stored)));
  }

  List<GroupId> ids() {
    return List.copyOf(rosters.keySet());
  }

  boolean full() {
    return rosters.size() >= MeshLimits.GROUPS;
  }

  Optional<SignedRoster> signed(GroupId group) {
    return Optional.ofNullable(rosters.get(group));
  }

  Optional<Roster> of(GroupId group) {
    return signed(group).map(SignedRoster::roster);
  }

  /** Groups that {@code member} belongs to as well. */
  List<GroupId> with(NodeId member) {
    List<GroupId> found = new ArrayList<>();
    rosters.forEach((group, signed) -> {
      if (signed.roster().has(member)) {
        found.add(group);
      }
    });
    return found;
  }

  void put(GroupId group, SignedRoster signed) {
    rosters.put(group, signed);
    durable.put(PREFIX + group.toHex(), signed.encode());
  }

  void remove(GroupId group) {
    rosters.remove(group);
    durable.remove(PREFIX + group.toHex());
    expelled(group).forEach(member -> told(group, member));
  }

  /** Shut out, and not known to know it. */
  List<NodeId> expelled(GroupId group) {
    String prefix = EXPELLED + group.toHex() + "/";
    return shutOut.keySet().stream().filter(name -> name.startsWith(prefix))
        .map(name -> NodeId.parse(name.substring(prefix.length()))).toList();
  }

  /** What {@code member}, which is not known to know it, is told: no later roster, which says who came after. */
  Optional<SignedRoster> shutOutBy(GroupId group, NodeId member) {
    return Optional.ofNullable(shutOut.get(expelledName(group, member)));
  }

  /** The roster as it is now shuts {@code member} out. */
  void expel(GroupId group, NodeId member) {
    List<NodeId> untold = expelled(group);
    if (untold.size() >= Roster.MAX_MEMBERS) {
      told(group, untold.getFirst());
    }
    SignedRoster signed = rosters.get(group);
    shutOut.put(expelledName(group, member), signed);
    durable.put(expelledName(group, member), signed.encode());
  }

  /** It knows, or belongs to the group again. */
  void told(GroupId group, NodeId member) {
    shutOut.remove(expelledName(group, member));
    durable.remove(expelledName(group, member));
  }

  private static String expelledName(GroupId group, NodeId member) {
    return EXPELLED + group.toHex() + "/" + member.toHex();
  }
}
