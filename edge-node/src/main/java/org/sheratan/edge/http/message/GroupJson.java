package org.sheratan.edge.http.message;

import java.util.List;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.route.NodeNames;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.Group;

/** The API's shapes of groups. */
final class GroupJson {
  private GroupJson() {}

  static Json.Obj group(Group group, NodeNames names) {
    List<Json> members = group.members().stream().<Json>map(member -> member(member, group, names)).toList();
    return Json.Obj.EMPTY.with("id", group.id().toHex()).with("name", group.name())
        .with("admin_id", group.admin().toHex()).with("admin", names.of(group.admin()))
        .with("version", group.version()).with("epoch", group.epoch()).with("members", new Json.Arr(members));
  }

  /** {@code heard}: what it says can be opened now; false for this node itself. */
  private static Json member(NodeId member, Group group, NodeNames names) {
    return Json.Obj.EMPTY.with("id", member.toHex()).with("name", names.of(member)).with("heard",
        group.heard().contains(member));
  }
}
