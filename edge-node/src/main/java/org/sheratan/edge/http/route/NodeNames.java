package org.sheratan.edge.http.route;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.mesh.RevocationWord;
import org.sheratan.radio.mesh.Trust;

/** What people call the nodes of this network: this one, those heard lately, and those that were here before. */
public final class NodeNames {
  private static final int MIN_PREFIX_CHARS = 4;

  /** Of every node that anything is known of: those in {@link #here}, and behind them those long away. */
  private final SortedSet<NodeId> known = new TreeSet<>();
  /** Heard lately, confirmed, or this node itself: somebody else who had that name once gives way. */
  private final SortedSet<NodeId> here = new TreeSet<>();
  private final SortedMap<NodeId, String> names = new TreeMap<>();
  private final SortedSet<NodeId> revoked = new TreeSet<>();

  private NodeNames() {}

  public static NodeNames ask(NodeDesk desk) throws HttpRefusal {
    NodeNames all = new NodeNames();
    Answer.Nodes nodes = desk.ask(new Command.ListNodes(), Answer.Nodes.class);
    all.names.putAll(nodes.names());
    all.known.addAll(nodes.names().keySet());
    nodes.decided().forEach((id, trust) -> {
      all.known.add(id);
      if (trust == Trust.CONFIRMED) {
        all.here.add(id);
      }
    });
    nodes.revocations().stream().filter(RevocationWord::inForce).map(RevocationWord::subject)
        .forEach(id -> {
          all.known.add(id);
          all.revoked.add(id);
        });
    nodes.peers().forEach(peer -> all.addHere(peer.id(), peer.card()));
    Answer.StatusReport self = desk.ask(new Command.Status(), Answer.StatusReport.class);
    all.addHere(self.self(), Optional.of(self.card()));
    return all;
  }

  private void addHere(NodeId id, Optional<Card> card) {
    known.add(id);
    here.add(id);
    card.ifPresent(present -> names.put(id, present.name()));
  }

  public static NodeNames none() {
    return new NodeNames();
  }

  /** Shut out here by the word of other nodes, or this one's own to others. */
  public boolean revoked(NodeId id) {
    return revoked.contains(id);
  }

  /** The short name stands in for one that never told its own. */
  public String of(NodeId id) {
    return name(id).orElseGet(id::shortName);
  }

  /** Likewise, with the short name where another here has taken the same name: who wrote something must be plain. */
  public String told(NodeId id) {
    boolean shared = name(id).filter(name -> here.stream().filter(each -> name.equals(names.get(each)))
        .anyMatch(each -> !each.equals(id))).isPresent();
    return shared ? of(id) + " (" + id.shortName() + ")" : of(id);
  }

  /** What {@code id} last called itself; empty when it never did. */
  public Optional<String> name(NodeId id) {
    return Optional.ofNullable(names.get(id));
  }

  /**
   * Finds a node, one long away where none is here, by its full id, its short name, its own name or the first characters of its
   * id, in this order: nobody can take another's id for a name.
   *
   * @throws HttpRefusal 404 when none fits, 409 when several do
   */
  public NodeId resolve(String reference) throws HttpRefusal {
    List<NodeId> found = Stream
        .of(withId(here, reference), withId(known, reference), matching(here, reference),
            matching(known, reference))
        .filter(list -> !list.isEmpty()).findFirst().orElse(List.of());
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

  private List<NodeId> matching(SortedSet<NodeId> among, String reference) {
    String wanted = reference.toLowerCase(Locale.ROOT);
    List<NodeId> exact = among.stream().filter(id -> reference.equals(names.get(id))).toList();
    return !exact.isEmpty() || wanted.length() < MIN_PREFIX_CHARS
        ? exact
        : among.stream().filter(id -> id.toHex().startsWith(wanted)).toList();
  }

  private static List<NodeId> withId(SortedSet<NodeId> among, String reference) {
    String wanted = reference.toLowerCase(Locale.ROOT);
    return among.stream().filter(id -> id.shortName().equals(wanted) || id.toHex().equals(wanted)).toList();
  }
}
