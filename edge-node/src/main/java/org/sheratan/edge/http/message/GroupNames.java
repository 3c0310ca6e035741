package org.sheratan.edge.http.message;

import java.util.List;

import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.mesh.Group;

/** The groups of this node, by what people call them. */
final class GroupNames {
  private final List<Group> known;

  private GroupNames(List<Group> known) {
    this.known = known;
  }

  static GroupNames ask(NodeDesk desk) throws HttpRefusal {
    return new GroupNames(desk.ask(new Command.ListGroups(), Answer.GroupList.class).groups());
  }

  List<Group> all() {
    return known;
  }

  /** The id stands in for a group that this node belongs to no more. */
  String of(GroupId id) {
    return known.stream().filter(group -> group.id().equals(id)).map(Group::name).findFirst()
        .orElse(id.toHex());
  }

  /**
   * Finds a group by its id, or by its name where only one is called that.
   *
   * @throws HttpRefusal 404 when none fits, 409 when several do
   */
  GroupId resolve(String reference) throws HttpRefusal {
    List<GroupId> found = known.stream()
        .filter(group -> group.id().toHex().equals(reference) || group.name().equals(reference))
        .map(Group::id).toList();
    if (found.isEmpty()) {
      throw new HttpRefusal(Problem.of(404, "not-found", "There is no such thing here",
          "this node belongs to no group called " + reference).fix("sheratan group list"));
    }
    if (found.size() > 1) {
      throw new HttpRefusal(Problem.of(409, "ambiguous", "Several groups are called that",
          reference + " may be any of " + String.join(", ", found.stream().map(GroupId::toHex).toList()))
          .fix("one of these ids"));
    }
    return found.getFirst();
  }
}
