package org.sheratan.edge.http.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeNames;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.RevocationWord;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.secure.Fingerprint;

/** The API's shapes of this node and of the nodes it knows. */
public final class NodeJson {
  private static final long LATELY_MS = 5 * 60_000L;

  private NodeJson() {}

  /**
   * Null where no way is known, as to one that is blocked.
   *
   * @param nowMs monotonic, on the clock of {@link Peer#lastHeardMs()}
   */
  private static Json.Obj peer(Peer peer, List<RevocationWord> words, NodeNames names, long nowMs) {
    boolean way = peer.hops() > 0;
    String state = peer.trust() != Trust.BLOCKED
        ? reach(peer, nowMs)
        : inForce(words) ? "revoked" : "blocked";
    return Json.Obj.EMPTY.with("id", peer.id().toHex()).with("short_name", peer.id().shortName())
        .with("fingerprint", Fingerprint.of(peer.id())).with("name", names.of(peer.id())).with("state", state)
        .with("epoch", peer.epoch()).with("hops", way ? JsonWords.number(peer.hops()) : JsonWords.NULL)
        .with("via_id", way ? new Json.Text(peer.via().toHex()) : JsonWords.NULL)
        .with("via", way ? new Json.Text(names.of(peer.via())) : JsonWords.NULL)
        .with("link", JsonWords.text(peer.link()))
        .with("seen_s", JsonWords.seconds(Math.max(0, nowMs - lastSignMs(peer))))
        .with("load_percent", peer.loadPercent()).with("trust", JsonWords.word(peer.trust()))
        .with("revoked", revoked(words, names))
        .with("capabilities", list(peer.card(), Card::capabilities))
        .with("wants", list(peer.card(), Card::wants))
        .with("offers", list(peer.card(), Card::offers));
  }

  /** A way is what was heard of, not that somebody is still at its end: only what it alone can have sealed shows that. */
  public static String reach(Peer peer, long nowMs) {
    if (peer.hops() == 0) {
      return "lost";
    }
    return peer.sealedMs().filter(ms -> nowMs - ms <= LATELY_MS).isPresent() ? "reachable" : "way_known";
  }

  private static long lastSignMs(Peer peer) {
    return Math.max(peer.lastHeardMs(), peer.sealedMs().orElse(peer.lastHeardMs()));
  }

  /** Every peer; behind them those only remembered by what the operator decided, or others made this node believe. */
  static List<Json.Obj> nodes(Answer.Nodes known, NodeNames names) {
    List<Json.Obj> shapes = new ArrayList<>();
    known.peers().forEach(peer -> shapes.add(peer(peer, about(peer.id(), known), names, known.nowMs())));
    Set<NodeId> heard = known.peers().stream().map(Peer::id).collect(Collectors.toSet());
    SortedSet<NodeId> remembered = new TreeSet<>(known.decided().keySet());
    known.revocations().stream().filter(RevocationWord::inForce).map(RevocationWord::subject)
        .forEach(remembered::add);
    remembered.stream().filter(id -> !heard.contains(id)).forEach(
        id -> shapes
            .add(unheard(id, known.decided().getOrDefault(id, Trust.FIRST_USE), about(id, known), names)));
    return shapes;
  }

  static Json.Obj unheard(NodeId id, Trust decided, List<RevocationWord> words, NodeNames names) {
    boolean revoked = inForce(words);
    Trust trust = revoked ? Trust.BLOCKED : decided;
    Json.Obj shape = Json.Obj.EMPTY.with("id", id.toHex()).with("short_name", id.shortName())
        .with("fingerprint", Fingerprint.of(id)).with("name", JsonWords.text(names.name(id)))
        .with("state", revoked ? "revoked" : trust == Trust.BLOCKED ? "blocked" : "lost");
    for (String unknown : List.of("epoch", "hops", "via_id", "via", "link", "seen_s", "load_percent",
        "capabilities", "wants", "offers")) {
      shape = shape.with(unknown, JsonWords.NULL);
    }
    return shape.with("trust", JsonWords.word(trust)).with("revoked", revoked(words, names));
  }

  private static List<RevocationWord> about(NodeId id, Answer.Nodes known) {
    return known.revocations().stream().filter(word -> word.subject().equals(id)).toList();
  }

  private static boolean inForce(List<RevocationWord> words) {
    return words.stream().anyMatch(RevocationWord::inForce);
  }

  /** Null while nobody says so; {@code counts} tells whose word has a say here. */
  private static Json revoked(List<RevocationWord> words, NodeNames names) {
    List<Json> by = words.stream().<Json>map(word -> Json.Obj.EMPTY.with("by_id", word.author().toHex())
        .with("by", names.of(word.author())).with("at", JsonWords.time(word.wallSeconds() * 1_000))
        .with("reason", JsonWords.text(word.reason())).with("counts", word.counts())).toList();
    return by.isEmpty()
        ? JsonWords.NULL
        : Json.Obj.EMPTY.with("in_force", inForce(words)).with("words", new Json.Arr(by));
  }

  static Json.Obj status(Answer.StatusReport status, String version) {
    Optional<Card> card = Optional.of(status.card());
    return Json.Obj.EMPTY.with("id", status.self().toHex()).with("short_name", status.self().shortName())
        .with("fingerprint", Fingerprint.of(status.self())).with("name", status.card().name())
        .with("version", version).with("epoch", status.epoch())
        .with("uptime_s", JsonWords.seconds(status.uptimeMs())).with("peers", status.peers())
        .with("jobs_queued", status.queued()).with("jobs_held", status.held())
        .with("wills", Json.Obj.EMPTY.with("kept", status.wills().kept())
            .with("standing_in", status.wills().standingIn()).with("completed", status.wills().completed()))
        .with("jobs_running", status.running())
        .with("jobs_completed", status.completed()).with("accepting", status.accepting())
        .with("problem", JsonWords.text(status.problem()))
        .with("notice", JsonWords.text(status.notice()))
        .with("traffic", TrafficJson.traffic(status.traffic(), status.malformedMessages()))
        .with("capabilities", list(card, Card::capabilities)).with("wants", list(card, Card::wants))
        .with("offers", list(card, Card::offers));
  }

  /** Null until the card has been fetched. */
  private static Json list(Optional<Card> card, Function<Card, Collection<String>> part) {
    return card.map(known -> JsonWords.texts(part.apply(known))).orElse(JsonWords.NULL);
  }
}
