package org.sheratan.edge.http.route;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.RevocationWord;

/** What people call the nodes known now, this one included. */
public final class NodeNames {
  private static final int MIN_PREFIX_CHARS = 4;

  private final SortedMap<NodeId, String> names = new TreeMap<>();

  private final SortedSet<NodeId> revoked = new TreeSet<>();

  private NodeNames() {}

  public static NodeNames ask(NodeDesk desk) throws HttpRefusal {
    NodeNames known = new NodeNames();
    Answer.Nodes nodes = desk.ask(new Command.ListNodes(), Answer.Nodes.class);
    // Of one decided about and not heard, only the key is known.
    nodes.decided().keySet().forEach(id -> known.names.put(id, id.shortName()));
    nodes.revocations().stream().filter(RevocationWord::inForce).forEach(word -> {
      known.names.put(word.subject(), word.subject().shortName());
      known.revoked.add(word.subject());
    });
    for (Peer peer : nodes.peers()) {
      known.names.put(peer.id(), peer.name());
    }
    Answer.StatusReport self = desk.ask(new Command.Status(), Answer.StatusReport.class);
    known.names.put(self.self(), self.card().name());
    return known;
  }

  public static NodeNames none() {
    return new NodeNames();
  }

  /** Shut out here by the word of other nodes, or this one's own to others. */
  public boolean revoked(NodeId id) {
    return revoked.contains(id);
  }

  /** The short name stands in for a node that is not known. */
  public String of(NodeId id) {
    return names.getOrDefault(id, id.shortName());
  }

  /**
   * Finds a node by its full id, the first characters of it, its short name or its own name.
   *
   * @throws HttpRefusal 404 when none fits, 409 when several do
   */
  public NodeId resolve(String reference) throws HttpRefusal {
    String wanted = reference.toLowerCase(Locale.ROOT);
    List<NodeId> exact = names.keySet().stream().filter(id -> exact(id, reference, wanted)).toList();
    List<NodeId> found = !exact.isEmpty() || wanted.length() < MIN_PREFIX_CHARS
        ? exact
        : names.keySet().stream().filter(id -> id.toHex().startsWith(wanted)).toList();
    if (found.isEmpty()) {
      throw unknown(reference);
    }
    if (found.size() > 1) {
      String ids = String.join(", ", found.stream().map(NodeId::shortName).toList());
      throw new HttpRefusal(Problem.of(409, "ambiguous", "Several nodes are called that",
          reference + " may be any of " + ids).fix("one of these ids"));
    }
    return found.getFirst();
  }

  /** Likewise; a full id may also be that of a node not heard of, such as one that is away since this one started. */
  public NodeId resolveEvenUnheard(String reference) throws HttpRefusal {
    return reference.matches("[0-9a-fA-F]{64}") ? NodeId.parse(reference) : resolve(reference);
  }

  public static HttpRefusal unknown(String reference) {
    return new HttpRefusal(Problem
        .of(404, "not-found", "There is no such thing here", "no node known here is called " + reference)
        .fix("sheratan node list"));
  }

  private boolean exact(NodeId id, String reference, String wanted) {
    return names.get(id).equals(reference) || id.shortName().equals(wanted) || id.toHex().equals(wanted);
  }
}
