package org.sheratan.core.custody;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.market.Post;
import org.sheratan.core.mission.Custody;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.wire.WillReply;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.secure.Identity;

/**
 * Jobs that are not accepted yet because heirs are being asked to keep them, one after the other: each of them learns who
 * comes before it. A crash forgets the request, whose submitter was told nothing; who was asked is on disk before it is
 * ({@link Releases}), so that nobody runs what nobody was told of.
 *
 * <pre>
 *           | accepted, more wanted | accepted, enough | refused, silent, or no way | 60 s are over, or nobody is left
 * asking    | asking the next       | ready            | asking the next            | failed: those who accepted are released
 * </pre>
 */
public final class Offers {
  private final Post post;
  private final Identity identity;
  private final Releases releases;
  private final Candidates candidates;
  private final Map<JobId, Offer> offers = new TreeMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();

  /** How an offer ended. */
  public sealed interface Outcome {
    JobId job();

    record Ready(JobId job, List<Custody.Heir> heirs) implements Outcome {}

    /** @param why for people */
    record Failed(JobId job, String why) implements Outcome {}
  }

  private static final class Offer {
    private final JobSpec spec;
    private final int wanted;
    private final long endMs;
    private final Deque<NodeId> left;
    private final List<Custody.Heir> heirs = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private NodeId current;
    private Bytes hash;
    private long ticket;
    private long answerMs;

    Offer(JobSpec spec, List<NodeId> candidates, long endMs) {
      this.spec = spec;
      this.wanted = spec.notes().durability() - 1;
      this.left = new ArrayDeque<>(candidates);
      this.endMs = endMs;
    }
  }

  public Offers(Post post, Mesh mesh, Identity identity, Releases releases, Entropy entropy) {
    this.post = post;
    this.identity = identity;
    this.releases = releases;
    this.candidates = new Candidates(mesh, entropy);
  }

  public int count() {
    return offers.size();
  }

  /** Whether a will of {@code spec} is one that an heir takes. */
  public static boolean fits(JobSpec spec) {
    return Wills.bytes(Wills.left(spec)) <= CustodyLimits.MAX_WILL_BYTES;
  }

  /** Begins to ask for heirs of what will be {@code job}. */
  public void open(JobId job, JobSpec spec, long nowMs) {
    Bytes about = CanonicalJson.bytes(spec.params());
    Offer offer = new Offer(spec, candidates.of(spec, about.length()), nowMs + CustodyLimits.OFFER_MS);
    offers.put(job, offer);
    next(job, offer, nowMs);
  }

  public boolean has(JobId job) {
    return offers.containsKey(job);
  }

  /** @param signed the message as it came */
  public void onAnswer(NodeId from, WireMessage.WillAnswer answer, Bytes signed, long nowMs) {
    Offer offer = offers.get(answer.job());
    if (offer == null || !from.equals(offer.current) || !answer.will().equals(offer.hash)) {
      return;
    }
    if (answer.reply() == WillReply.ACCEPTED) {
      offer.heirs.add(new Custody.Heir(from, signed));
    } else {
      releases.settle(answer.job(), from);
      offer.refusals.add(from.shortName() + " " + words(answer.reply()));
    }
    next(answer.job(), offer, nowMs);
  }

  private static String words(WillReply reply) {
    return switch (reply) {
      case ACCEPTED -> "took it";
      case FULL -> "keeps as many as it takes";
      case TOO_LARGE -> "takes none so long";
      case STOPPING -> "keeps nothing now";
      case WRONG_EPOCH -> "knows this node in a later epoch";
      case INVALID -> "does not take this request";
    };
  }

  public void onUndelivered(long ticket, long nowMs) {
    List.copyOf(offers.entrySet()).stream().filter(entry -> entry.getValue().ticket == ticket)
        .forEach(entry -> silent(entry.getKey(), entry.getValue(), nowMs));
  }

  private void silent(JobId job, Offer offer, long nowMs) {
    offer.refusals.add(offer.current.shortName() + " was silent");
    next(job, offer, nowMs);
  }

  public void poll(long nowMs) {
    List.copyOf(offers.entrySet()).stream().filter(entry -> nowMs >= entry.getValue().answerMs)
        .forEach(entry -> {
          post.abandon(entry.getValue().ticket);
          silent(entry.getKey(), entry.getValue(), nowMs);
        });
  }

  public long nextPollMs() {
    return offers.values().stream().mapToLong(offer -> offer.answerMs).min().orElse(Long.MAX_VALUE);
  }

  /** Those that ended since the last call. */
  public List<Outcome> takeOutcomes() {
    List<Outcome> taken = List.copyOf(outcomes);
    outcomes.clear();
    return taken;
  }

  private void next(JobId job, Offer offer, long nowMs) {
    if (offer.heirs.size() == offer.wanted) {
      offers.remove(job);
      outcomes.add(new Outcome.Ready(job, offer.heirs));
    } else if (offer.left.size() < offer.wanted - offer.heirs.size() || nowMs >= offer.endMs) {
      offers.remove(job);
      outcomes.add(new Outcome.Failed(job, why(offer)));
    } else {
      ask(job, offer, nowMs);
    }
  }

  private void ask(JobId job, Offer offer, long nowMs) {
    NodeId whom = offer.left.poll();
    List<NodeId> before = offer.heirs.stream().map(Custody.Heir::node).toList();
    Bytes will = WireCodec.encodeSigned(new WireMessage.Will(job, before, Wills.left(offer.spec)), identity,
        whom);
    long answerMs = Math.clamp(4 * post.expectedMs(whom, will.length()), CustodyLimits.MIN_ANSWER_MS,
        CustodyLimits.MAX_ANSWER_MS);
    releases.offer(job, whom);
    offer.current = whom;
    offer.hash = Wills.hash(will);
    offer.answerMs = Math.min(offer.endMs, nowMs + answerMs);
    offer.ticket = post.send(whom, will, offer.spec.priority(), answerMs, Mesh.UNPROMPTED);
  }

  private static String why(Offer offer) {
    int nodes = offer.wanted - offer.heirs.size();
    String lacking = nodes == 1 ? "no other node keeps it" : nodes + " more nodes would have to keep it";
    List<String> said = Optional.of(offer.refusals).filter(list -> !list.isEmpty())
        .orElse(List.of("no node in reach that may have it"));
    return lacking + ": " + String.join(", ", said.subList(0, Math.min(3, said.size())));
  }
}
