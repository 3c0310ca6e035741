package org.sheratan.core.market;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.Peer;

/**
 * Who can run what, this node included: by what nodes say on their cards or, until a card is here, by the filter in
 * their announce, which says yes too often but never no wrongly. Needs are on the card only.
 */
public final class Capability {
  private static final int NAMED_KINDS = 8;
  private static final int CALL_BYTES = 48;

  private final Mesh mesh;
  private final WorkerTerms own;
  private final String ownName;

  private record Known(NodeId id, String name, List<String> capabilities, List<String> offers) {
    boolean runs(String kind) {
      return capabilities.contains(kind);
    }
  }

  private record Held(String name, Offer offer) {}

  public Capability(Mesh mesh, WorkerTerms own, String ownName) {
    this.mesh = mesh;
    this.own = own;
    this.ownName = ownName;
  }

  /** Nodes that say they can, or that they may, this one first, then by id. */
  public List<NodeId> capable(String kind, List<String> needs) {
    List<NodeId> capable = new ArrayList<>();
    if (own.runs(kind, Needs.offers(needs))) {
      capable.add(mesh.self());
    }
    for (Peer peer : usable()) {
      boolean able = peer.mayRun(kind)
          && peer.card().map(card -> Offer.meet(card.offers(), Needs.offers(needs))).orElse(true);
      if (able && Needs.admit(needs, peer)) {
        capable.add(peer.id());
      }
    }
    return capable;
  }

  /** Which nodes say on their cards that they run a kind: every kind so named, this node first, then by id. */
  public SortedMap<String, List<NodeId>> runners() {
    SortedMap<String, List<NodeId>> runners = new TreeMap<>();
    for (Known node : known()) {
      for (String kind : node.capabilities()) {
        runners.computeIfAbsent(kind, first -> new ArrayList<>()).add(node.id());
      }
    }
    return runners;
  }

  /** Those of {@link #capable} that a way leads to now. */
  public List<NodeId> reachable(String kind, List<String> needs) {
    return capable(kind, needs).stream()
        .filter(node -> node.equals(mesh.self()) || mesh.expectedMs(node, CALL_BYTES).isPresent()).toList();
  }

  /** Has the mesh ask for ways to those of {@link #capable} that none leads to. */
  public void seek(String kind, List<String> needs) {
    capable(kind, needs).stream()
        .filter(node -> !node.equals(mesh.self()) && mesh.expectedMs(node, CALL_BYTES).isEmpty())
        .forEach(mesh::seek);
  }

  /** For people, when {@link #capable} is empty: what is missing, and the nearest that is offered. */
  public String whyNobody(String kind, List<String> needs) {
    List<Known> known = known();
    List<Known> running = known.stream().filter(node -> node.runs(kind)).toList();
    List<NodeId> others = capable(kind, Needs.offers(needs));
    if (!others.isEmpty()) {
      return "no trusted node runs " + kind + " with what it needs; " + others.size() + " that "
          + (others.size() == 1 ? "is" : "are") + " not confirmed could";
    }
    String why = running.isEmpty() ? noKind(kind, known) : noOffer(running, Needs.offers(needs));
    return usable().isEmpty() ? why + "; no other node heard yet" : why;
  }

  private static String noKind(String kind, List<Known> known) {
    TreeSet<String> kinds = new TreeSet<>();
    known.forEach(node -> kinds.addAll(node.capabilities()));
    String more = kinds.size() > NAMED_KINDS ? ", …" : "";
    String offered = String.join(", ", kinds.stream().limit(NAMED_KINDS).toList()) + more;
    return "no node runs " + kind + (offered.isEmpty() ? "" : " (offered: " + offered + ")");
  }

  private static String noOffer(List<Known> running, List<String> needs) {
    for (String need : needs) {
      if (running.stream().noneMatch(node -> Offer.meet(node.offers(), List.of(need)))) {
        return "no node offers " + need + nearest(running, Offer.parse(need));
      }
    }
    return "no one node offers all of " + String.join(", ", needs);
  }

  private static String nearest(List<Known> running, Offer need) {
    List<Held> family = new ArrayList<>();
    for (Known node : running) {
      node.offers().stream().map(Offer::parse).filter(offer -> offer.family().equals(need.family()))
          .forEach(offer -> family.add(new Held(node.name(), offer)));
    }
    return family.stream().max(Comparator.comparingDouble(held -> held.offer().amount().orElse(0.0)))
        .map(best -> " (best: " + best.name() + " " + best.offer().text() + ")").orElse("");
  }

  private List<Known> known() {
    List<Known> known = new ArrayList<>();
    if (own.maxTools() > 0) {
      known.add(new Known(mesh.self(), ownName, own.capabilities(), own.offers()));
    }
    usable().forEach(peer -> peer.card()
        .ifPresent(card -> known.add(new Known(peer.id(), peer.name(), card.capabilities(), card.offers()))));
    return known;
  }

  private List<Peer> usable() {
    return mesh.peers().stream().filter(peer -> !mesh.blocked(peer.id())).toList();
  }
}
