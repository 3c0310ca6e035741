package org.sheratan.core.custody;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.core.market.Post;
import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.core.wire.CustodyWord;
import org.sheratan.core.wire.HeirWord;
import org.sheratan.core.wire.WillReply;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.core.wire.WireMessage.CustodyAsk.Asked;
import org.sheratan.core.wire.WireMessage.CustodySay.Said;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/**
 * The side of custody that keeps what others leave here. It asks whoever has a job before it whether that is still so, every
 * 30 s, and takes the job over when nobody has said yes for too long. For its table see {@link WillMachine}. Besides, a
 * will is given up when its deputy is forgotten or left what no message holds, and when nobody has spoken of it, and nothing
 * has become of it, for 30 days.
 */
public final class Heir {
  private final Post post;
  private final WillBook book;
  private final Deputies deputies;
  private final UptimeMeter.Room uptime;
  private final Asking asking;
  private final Agenda<JobId> takeovers = new Agenda<>();
  private final Map<JobId, Long> heardAtMs = new TreeMap<>();
  /** Whose takeover is planned for when there may be a place for it, or other gates. */
  private final Set<JobId> notNow = new TreeSet<>();
  private final Map<JobId, Long> bequeathedAtMs = new TreeMap<>();
  private long nextAskMs;

  public Heir(Post post, Durable durable, Deputies deputies, UptimeMeter uptime, long nowMs) {
    this.post = post;
    this.uptime = uptime.room("custody");
    this.book = new WillBook(durable, post.self(), this.uptime.totalMs(nowMs));
    this.deputies = deputies;
    this.asking = new Asking(post);
    this.nextAskMs = nowMs;
    // Power-off time says nothing about the owner.
    book.all().forEach(will -> waitAnew(will, nowMs));
  }

  public CustodyCount count() {
    return new CustodyCount(count(WillState.KEPT), count(WillState.STANDING), count(WillState.COMPLETED));
  }

  private int count(WillState state) {
    return (int) book.all().stream().filter(will -> will.state() == state).count();
  }

  /**
   * What to say to a will, which is kept if that is {@link WillReply#ACCEPTED}.
   *
   * @param signed the message as it came
   */
  public WillReply onWill(NodeId from, WireMessage.Will will, Bytes signed, long nowMs) {
    Optional<Will> known = book.find(will.job());
    if (known.isPresent()) {
      return known.get().signed().equals(signed) ? WillReply.ACCEPTED : WillReply.INVALID;
    }
    int bytes = Wills.bytes(will.spec());
    if (bytes > CustodyLimits.MAX_WILL_BYTES) {
      return WillReply.TOO_LARGE;
    }
    if (!book.room(from, bytes)) {
      return WillReply.FULL;
    }
    Will kept = new Will(will.job(), from, will.before(), will.spec(), signed, WillState.KEPT,
        will.spec().timeoutMs(), Optional.empty());
    book.put(kept);
    book.heard(kept, kept.remainingMs(), uptime.totalMs(nowMs));
    waitAnew(kept, nowMs);
    return WillReply.ACCEPTED;
  }

  /** What somebody says who has jobs, or had them. */
  public void onSaid(NodeId from, Said said, long nowMs) {
    Optional<Will> known = book.find(said.job());
    if (known.isEmpty()) {
      if (said.word() == CustodyWord.BACK) {
        ask(from, List.of(new Asked(said.job(), HeirWord.NOTHING)));
      }
      return;
    }
    Will will = known.get();
    event(will, from, said.word()).ifPresent(event -> {
      long leftMs = event == WillEvent.OWNER_KEEPS ? said.remainingMs() : will.remainingMs();
      book.heard(will, leftMs, uptime.totalMs(nowMs));
      apply(book.find(said.job()).orElseThrow(), event, nowMs);
    });
    if (said.word() == CustodyWord.BACK && from.equals(will.owner())) {
      book.find(said.job()).filter(left -> left.state() != WillState.COMPLETED)
          .ifPresent(left -> ask(from, List.of(new Asked(left.job(),
              left.state() == WillState.KEPT ? HeirWord.STILL_WILL : HeirWord.DEPUTY))));
    }
  }

  private static Optional<WillEvent> event(Will will, NodeId from, CustodyWord word) {
    boolean owner = from.equals(will.owner());
    if (!owner && !will.before().contains(from)) {
      return Optional.empty();
    }
    return switch (word) {
      case KEPT -> Optional.of(owner ? WillEvent.OWNER_KEEPS : WillEvent.EARLIER_STANDS);
      case ENDED -> Optional.of(owner ? WillEvent.OWNER_ENDED : WillEvent.EARLIER_ENDED);
      case UNKNOWN -> Optional.of(WillEvent.OWNER_FORGOT).filter(event -> owner);
      case RECALLED -> Optional.of(WillEvent.OWNER_RECALLS).filter(event -> owner);
      case BACK -> Optional.of(WillEvent.OWNER_BACK).filter(event -> owner);
    };
  }

  /** What this node says to a later heir about a job of another owner; empty when it has nothing to say. */
  public Optional<Said> answer(JobId job, long nowMs) {
    return book.find(job).flatMap(will -> switch (will.state()) {
      case KEPT -> Optional.empty();
      case STANDING -> Optional.of(new Said(job, CustodyWord.KEPT,
          deputies.remainingMs(will.deputy().orElseThrow(), nowMs)));
      case COMPLETED -> Optional.of(new Said(job, CustodyWord.ENDED, 0));
    });
  }

  /** Jobs of this node that ended in this turn. */
  public void onEnded(Job ended, long nowMs) {
    ended.notes().custody().deputyOf().flatMap(book::find)
        .filter(will -> will.state() == WillState.STANDING
            && will.deputy().filter(ended.id()::equals).isPresent())
        .ifPresent(will -> onDeputy(will, ended, nowMs));
  }

  private void onDeputy(Will will, Job ended, long nowMs) {
    apply(will, ended.state() == JobState.COMPLETED ? WillEvent.DEPUTY_COMPLETED : WillEvent.DEPUTY_ENDED,
        nowMs);
  }

  /** {@code peer} is heard again: it is asked at once where it matters. */
  public void onHeard(NodeId peer, long nowMs) {
    if (book.all().stream().anyMatch(will -> will.state() != WillState.KEPT && will.owner().equals(peer))) {
      nextAskMs = nowMs;
    }
  }

  public void poll(Now now) {
    for (JobId job : takeovers.due(now.monoMs())) {
      book.find(job).filter(will -> will.state() == WillState.KEPT).ifPresent(will -> takeOver(will, now));
    }
    if (now.monoMs() >= nextAskMs) {
      nextAskMs = now.monoMs() + CustodyLimits.ASK_EVERY_MS;
      List.copyOf(book.all()).forEach(will -> lookAgain(will, now.monoMs()));
      asking.ask(book.all(), this::silentMs, now.monoMs());
      if (book.count() > 0 && now.monoMs() >= uptime.nextSaveMs()) {
        uptime.save(now.monoMs());
      }
    }
  }

  public long nextPollMs() {
    return book.count() == 0 ? Long.MAX_VALUE : Math.min(takeovers.nextDueMs(), nextAskMs);
  }

  private long silentMs(Will will, long nowMs) {
    return nowMs - heardAtMs.getOrDefault(will.job(), nowMs);
  }

  /** What was missed in a turn that ended in a crash, and what was sent and perhaps not heard. */
  private void lookAgain(Will will, long nowMs) {
    if (will.state() == WillState.STANDING) {
      if (!deputies.alive(will.deputy().orElseThrow())) {
        switch (deputies.fate(will.deputy().get())) {
          case Deputies.Fate.Ended(Job ended) -> onDeputy(will, ended, nowMs);
          case Deputies.Fate.Forgotten() -> apply(will, WillEvent.DEPUTY_ENDED, nowMs);
          case Deputies.Fate.Unreadable() -> {
            // Looked for again.
          }
        }
      }
    } else if (uptime.totalMs(nowMs) - book.heardUptimeMs(will.job()) >= CustodyLimits.MAX_AGE_MS) {
      forget(will);
    } else if (will.state() == WillState.COMPLETED && post.reaches(will.owner())
        && nowMs >= bequeathedAtMs.getOrDefault(will.job(), nowMs - CustodyLimits.BEQUEATH_EVERY_MS)
            + CustodyLimits.BEQUEATH_EVERY_MS) {
      bequeath(will, nowMs);
    }
  }

  private void takeOver(Will will, Now now) {
    switch (deputies.take(will, now)) {
      case Deputies.Taken.By(JobId deputy) -> apply(will.doneBy(deputy), WillEvent.SILENT, now.monoMs());
      case Deputies.Taken.NotNow(long againMs) -> {
        notNow.add(will.job());
        takeovers.at(now.monoMs() + againMs, will.job());
      }
    }
  }

  private void apply(Will will, WillEvent event, long nowMs) {
    WillMachine.Step step = WillMachine.step(will.state(), event);
    Optional<Will> next = step.state().map(will::become);
    if (next.isEmpty()) {
      forget(will);
    } else if (!next.get().equals(book.find(will.job()).orElse(null))) {
      book.put(next.get());
      book.heard(next.get(), next.get().remainingMs(), uptime.totalMs(nowMs));
    }
    switch (step.act()) {
      case NOTHING -> {
        // Nothing more.
      }
      case WAIT_ANEW -> waitAnew(will, nowMs);
      case DUE_NOW -> {
        if (!notNow.contains(will.job())) {
          takeovers.at(nowMs, will.job());
        }
      }
      case WITHDRAW -> {
        deputies.withdraw(will.deputy().orElseThrow(), nowMs);
        next.ifPresent(kept -> waitAnew(kept, nowMs));
      }
      case BEQUEATH -> bequeath(next.orElseThrow(), nowMs);
    }
  }

  private void waitAnew(Will will, long nowMs) {
    heardAtMs.put(will.job(), nowMs);
    notNow.remove(will.job());
    if (will.state() == WillState.KEPT) {
      takeovers.at(nowMs + will.silenceMs(), will.job());
    }
  }

  private void forget(Will will) {
    book.remove(will.job());
    takeovers.clear(will.job());
    heardAtMs.remove(will.job());
    notNow.remove(will.job());
    bequeathedAtMs.remove(will.job());
  }

  private void bequeath(Will will, long nowMs) {
    if (!post.reaches(will.owner())) {
      return;
    }
    bequeathedAtMs.put(will.job(), nowMs);
    switch (deputies.fate(will.deputy().orElseThrow())) {
      case Deputies.Fate.Ended(Job job) -> bequest(will, job).ifPresentOrElse(
          message -> post.send(will.owner(), message, Priority.NORMAL, CustodyLimits.LIFETIME_MS,
              Mesh.UNPROMPTED),
          () -> forget(will));
      case Deputies.Fate.Forgotten() -> forget(will);
      case Deputies.Fate.Unreadable() -> {
        // Sent later.
      }
    }
  }

  /** Empty when no message holds it. */
  private Optional<WireMessage.Bequest> bequest(Will will, Job deputy) {
    return deputy.result().flatMap(result -> deputy.receipt()
        .map(receipt -> new WireMessage.Bequest(will.job(), deputy.id(), result, receipt)))
        .filter(message -> WireCodec.fits(message, post.self(), will.owner()));
  }

  private void ask(NodeId whom, List<Asked> about) {
    post.send(whom, new WireMessage.CustodyAsk(about), Priority.NORMAL,
        CustodyLimits.LIFETIME_MS, Mesh.UNPROMPTED);
  }

  static HeirWord has(Will will) {
    return will.state() == WillState.STANDING ? HeirWord.DEPUTY : HeirWord.WILL;
  }
}
