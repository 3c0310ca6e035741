package org.sheratan.radio.mesh.revocation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.frame.RevocationNews;
import org.sheratan.radio.frame.RevocationNews.Statement;
import org.sheratan.radio.frame.SignedRevocation;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.neighbor.Spread;
import org.sheratan.radio.mesh.neighbor.TokenBucket;
import org.sheratan.radio.mesh.revocation.RevocationBook.Entry;
import org.sheratan.radio.mesh.revocation.RevocationBook.Key;
import org.sheratan.radio.secure.RevocationSeal;

/**
 * Revocations on their way: passed on once by every node, believed there or not, and told again to who missed them.
 *
 * <pre>
 * statement, news      → kept, passed on     statement, known → counted
 * digest, not ours     → our summary, ever more rarely while that stays so
 * summary that lacks ours → those statements summary with others → our summary, as above
 * </pre>
 */
public final class RevocationSync {
  /** One statement to be told on one link. */
  private record Telling(Key key, Link link) {}

  private final MeshTurn turn;
  private final LinkTable links;
  private final NeighborTable neighbors;
  private final RevocationSeal seal;
  private final RevocationBook book;
  private final RevocationBelief belief;
  private final Consumer<Key> onNews;
  private final Spread<Key> believed;
  private final Spread<Key> others;
  private final TokenBucket believedChecks;
  private final TokenBucket otherChecks;
  private final Map<Telling, Timers.Timer> tellings = new LinkedHashMap<>();
  private long nextFrom;

  private final class Copy implements Spread.Copy {
    private final Statement statement;

    private Copy(Statement statement) {
      this.statement = statement;
    }

    @Override
    public long sequence() {
      return statement.signed().revocation().version();
    }

    @Override
    public int hops() {
      return MeshLimits.MAX_HOPS - statement.hopLimit();
    }

    @Override
    public boolean relayable() {
      return statement.relayable();
    }

    @Override
    public Bytes onward() {
      return seal.frame(statement.onward());
    }
  }

  /** @param onNews is told of everything new in the book */
  RevocationSync(MeshTurn turn, LinkTable links, NeighborTable neighbors, RevocationSeal seal,
      RevocationBook book, RevocationBelief belief, Consumer<Key> onNews) {
    this.turn = turn;
    this.links = links;
    this.neighbors = neighbors;
    this.seal = seal;
    this.book = book;
    this.belief = belief;
    this.onNews = onNews;
    this.believed = new Spread<>(turn, links, neighbors,
        (state, frame) -> state.revocations().mayPass(true, frame.length()));
    this.others = new Spread<>(turn, links, neighbors,
        (state, frame) -> state.revocations().mayPass(false, frame.length()));
    this.believedChecks = new TokenBucket(MeshLimits.REVOCATION_CHECKS_PER_SECOND,
        MeshLimits.REVOCATION_CHECKS_BURST, turn.nowMs());
    this.otherChecks = new TokenBucket(MeshLimits.REVOCATION_CHECKS_PER_SECOND,
        MeshLimits.REVOCATION_CHECKS_BURST, turn.nowMs());
  }

  /** Ours, made in this turn and in the book: it leaves once it is on disk. */
  void said(SignedRevocation signed) {
    Statement statement = new Statement(MeshLimits.MAX_HOPS, signed);
    Bytes frame = seal.frame(statement);
    links.all().forEach(state -> state.toEveryone(frame, true));
    believed.said(Key.of(signed.revocation()), signed.revocation().version(), 0, frame, true);
  }

  /** To go beside our announces: what we hold, for comparison. Empty while that is nothing. */
  public Optional<Bytes> digestFrame() {
    return book.all().isEmpty()
        ? Optional.empty()
        : Optional.of(seal.frame(new RevocationNews.Digest(digest())));
  }

  /** @throws org.sheratan.kernel.MalformedException when it is no news of revocations */
  public void onFrame(LinkState state, LinkEndpoint from, Bytes frame) {
    Optional<RevocationNews> news = seal.open(frame);
    if (news.isEmpty()) {
      turn.tally().blame(state.link());
      return;
    }
    switch (news.get()) {
      case Statement statement -> onStatement(state, from, statement);
      case RevocationNews.Digest theirs -> {
        if (!theirs.digest().equals(digest())) {
          summarize(state, from);
        }
      }
      case RevocationNews.Summary summary -> onSummary(state, from, summary);
    }
  }

  private void onStatement(LinkState state, LinkEndpoint from, Statement statement) {
    Revocation word = statement.signed().revocation();
    Key key = Key.of(word);
    // On a shared medium the frame does not say who sent this copy.
    boolean addressed = state.link().profile().addressed();
    Optional<NodeId> neighbor = addressed ? neighbors.at(state.link(), from) : Optional.empty();
    boolean voice = belief.voice(word.author());
    if (!book.isNews(word)) {
      turn.tally().count(Count.DUPLICATES);
      Timers.Timer telling = addressed ? null : tellings.remove(new Telling(key, state.link()));
      if (telling != null) {
        telling.cancel();
      }
      (voice ? believed : others).heard(key, new Copy(statement), neighbor);
      return;
    }
    if (!(voice ? believedChecks : otherChecks).take(turn.nowMs())) {
      turn.tally().count(Count.REFUSED);
    } else if (!seal.genuine(statement.signed())) {
      turn.tally().blame(state.link());
    } else if (!book.put(statement.signed(), belief::voice, turn.nowMs())) {
      turn.tally().count(Count.REFUSED);
    } else {
      if (statement.relayable()) {
        (voice ? believed : others).pass(key, new Copy(statement), neighbor, Optional.empty());
      }
      onNews.accept(key);
    }
  }

  private void onSummary(LinkState state, LinkEndpoint from, RevocationNews.Summary summary) {
    book.all().stream()
        .filter(entry -> entry.mark() >= summary.from() && entry.mark() <= summary.to()
            && !summary.marks().contains(entry.mark()))
        .sorted(Comparator.comparing(entry -> !belief.voice(entry.word().author())))
        .limit(MeshLimits.REVOCATIONS_AT_ONCE).forEach(entry -> tellSoon(state, from, entry.key()));
    if (!book.marks().containsAll(summary.marks())) {
      summarize(state, from);
    }
  }

  private void tellSoon(LinkState state, LinkEndpoint from, Key key) {
    Telling telling = new Telling(key, state.link());
    if (tellings.size() >= MeshLimits.PENDING_RELAYS || tellings.containsKey(telling)) {
      return;
    }
    // All who know would tell at once.
    long delayMs = state.spreadDelayMs(Revocation.MAX_REASON_BYTES, Optional.empty());
    tellings.put(telling, turn.after(delayMs, () -> {
      tellings.remove(telling);
      book.of(key).ifPresent(entry -> tell(state, from, entry));
    }));
  }

  private void tell(LinkState state, LinkEndpoint from, Entry entry) {
    Bytes frame = seal.frame(new Statement(MeshLimits.MAX_HOPS, entry.signed()));
    if (state.revocations().mayPass(belief.voice(entry.word().author()), frame.length())) {
      turn.send(state.link(), to(state, from), frame, false);
    }
  }

  /** What we hold, as far as it goes into one frame; the next time the rest. */
  private void summarize(LinkState state, LinkEndpoint from) {
    List<Long> marks = book.marks();
    if (!state.revocations().maySummarize(RevocationSeal.digest(marks))) {
      return;
    }
    int most = RevocationNews.mostMarks(state.link().profile().mtuBytes());
    boolean whole = marks.size() <= most;
    long first = whole ? 0 : nextFrom;
    List<Long> told = marks.stream().filter(mark -> mark >= first).limit(most).toList();
    boolean toTheEnd = whole || told.isEmpty() || told.getLast().equals(marks.getLast());
    long last = toTheEnd ? RevocationNews.MAX_MARK : told.getLast();
    nextFrom = toTheEnd ? 0 : last + 1;
    Bytes frame = seal.frame(new RevocationNews.Summary(first, last, told));
    turn.after(1 + turn.entropy().nextLong(MeshLimits.RELAY_JITTER_MS), () -> {
      if (state.revocations().mayPass(false, frame.length())) {
        turn.send(state.link(), to(state, from), frame, false);
      }
    });
  }

  private Bytes digest() {
    return RevocationSeal.digest(book.marks());
  }

  private static LinkEndpoint to(LinkState state, LinkEndpoint from) {
    return state.link().profile().addressed() ? from : LinkEndpoint.EVERYONE;
  }
}
