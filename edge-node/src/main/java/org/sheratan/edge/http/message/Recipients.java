package org.sheratan.edge.http.message;

import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.message.Recipient;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.NodeNames;
import org.sheratan.edge.http.route.RadioGate;

/** Whom words are for, as people write it: a node, or {@code group:} and a group. */
final class Recipients {
  private static final String GROUP = "group:";

  private final NodeNames nodes;
  private final GroupNames groups;
  private final Optional<String> silence;

  private Recipients(NodeNames nodes, GroupNames groups, Optional<String> silence) {
    this.nodes = nodes;
    this.groups = groups;
    this.silence = silence;
  }

  static Recipients ask(NodeDesk desk, Optional<RadioGate> radio) throws HttpRefusal {
    return new Recipients(NodeNames.ask(desk), GroupNames.ask(desk), radio.flatMap(RadioGate::silence));
  }

  /** Why words wait for a way: by a radio that may not send, or does not work, nobody is reached. */
  Optional<String> waiting() {
    return silence.map(why -> "no way is known by another link; " + why);
  }

  NodeNames nodes() {
    return nodes;
  }

  /** @throws HttpRefusal 404 when none fits, 409 when several do */
  Recipient resolve(String reference) throws HttpRefusal {
    return reference.startsWith(GROUP)
        ? new Recipient.Group(groups.resolve(reference.substring(GROUP.length())))
        : new Recipient.Node(nodes.resolveEvenUnheard(reference));
  }

  /** {@code shape} and who is at the other end; null is what it is not. */
  Json.Obj describe(Json.Obj shape, Recipient with) {
    return switch (with) {
      case Recipient.Node node -> shape.with("group_id", new Json.Null()).with("group", new Json.Null())
          .with("peer_id", node.id().toHex()).with("peer", nodes.of(node.id()));
      case Recipient.Group group -> shape.with("group_id", group.id().toHex())
          .with("group", groups.of(group.id())).with("peer_id", new Json.Null())
          .with("peer", new Json.Null());
    };
  }
}
