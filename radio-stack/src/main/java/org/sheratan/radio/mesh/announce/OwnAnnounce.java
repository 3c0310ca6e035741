package org.sheratan.radio.mesh.announce;

import java.util.Optional;
import java.util.function.LongSupplier;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.SignedCard;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.secure.AnnounceSeal;
import org.sheratan.radio.secure.CardSeal;
import org.sheratan.radio.secure.Identity;

/** What we say about ourselves. The signed card survives restarts, so that nobody fetches the same card twice. */
public final class OwnAnnounce {
  private static final String CARD = "mesh/card";
  private static final int LOAD_STEP_PERCENT = 10;
  private static final int LAST_SEQUENCE = 0xffff;
  /** So many sequences before the last, the next epoch is asked for. */
  private static final int LEFT_AT_LEAST = 256;

  private final Identity me;
  private int epoch;
  private final AnnounceSeal announceSeal;
  private final CardSeal cardSeal;
  private final Durable durable;
  private SignedCard card;
  private int sequence = -1;
  private long sealedMs;
  private int loadPercent;
  private LongSupplier renewalMs = () -> MeshLimits.RENEWAL_MS;
  private boolean changed = true;
  private Announce announce;
  private boolean asking;
  private boolean usedUpTold;
  private Bytes frame = Bytes.EMPTY;
  private Bytes greeting = Bytes.EMPTY;

  public OwnAnnounce(Identity me, int epoch, AnnounceSeal announceSeal, CardSeal cardSeal, Durable durable,
      Card card) {
    this.me = me;
    this.epoch = epoch;
    this.announceSeal = announceSeal;
    this.cardSeal = cardSeal;
    this.durable = durable;
    this.card = stored().filter(kept -> kept.card().equals(card) && cardSeal.genuine(me.id(), kept))
        .orElseGet(() -> sign(card));
  }

  NodeId id() {
    return me.id();
  }

  public int epoch() {
    return epoch;
  }

  /** Of the latest announce. */
  public int sequence() {
    return sequence;
  }

  /** The latest announce; empty before the first of this epoch. */
  Optional<AnnounceFrame> said() {
    return asking || sequence < 0 ? Optional.empty() : Optional.of(AnnounceFrame.decode(frame));
  }

  /** Whether {@code heard}, of our identity, is beyond all we said: another life of this node made it. */
  boolean outdatedBy(Announce heard) {
    return heard.epoch() != epoch
        ? heard.epoch() > epoch
        : heard.sequence() > sequence || heard.sequence() == sequence && !heard.equals(announce);
  }

  /** Until {@link #enter}, wherever an announce would go, the question goes for what others know of us. */
  public void ask() {
    asking = true;
    frame = announceSeal.question(me.id());
    greeting = frame;
  }

  public boolean asking() {
    return asking;
  }

  public void enter(int next) {
    epoch = next;
    sequence = -1;
    asking = false;
    usedUpTold = false;
  }

  /** Once in an epoch: its sequences are nearly used up. */
  public boolean usedUp() {
    boolean tell = !usedUpTold && sequence > LAST_SEQUENCE - LEFT_AT_LEAST;
    usedUpTold |= tell;
    return tell;
  }

  public SignedCard card() {
    return card;
  }

  /** @param periodMs how old the latest announce is when it is made anew */
  public void renewEvery(LongSupplier periodMs) {
    renewalMs = periodMs;
  }

  /** @return true when that changed anything */
  public boolean describe(Card next) {
    if (next.equals(card.card())) {
      return false;
    }
    card = sign(next);
    changed = true;
    return true;
  }

  /** @return true when it changed enough to be worth an announce */
  public boolean load(int percent) {
    if (Math.abs(percent - loadPercent) < LOAD_STEP_PERCENT) {
      return false;
    }
    loadPercent = percent;
    changed = true;
    return true;
  }

  /**
   * The announce to send now. It gets a new sequence when something changed, or when the last one is old enough:
   * the same bytes again cost others no signature check and no relaying.
   */
  public Bytes frame(long nowMs) {
    if (!asking && (sequence < 0 || changed || nowMs - sealedMs >= renewalMs.getAsLong())) {
      seal(nowMs);
    }
    return frame;
  }

  /** The same, asking whoever gets it to answer with its own. */
  Bytes greeting(long nowMs) {
    frame(nowMs);
    if (greeting.length() == 0) {
      greeting = announceSeal.seal(me, announce, MeshLimits.GREETING_HOP_LIMIT);
    }
    return greeting;
  }

  private void seal(long nowMs) {
    // Only while the next epoch is on its way to disk, or that disk has failed, does it stay at the last.
    sequence = Math.min(LAST_SEQUENCE, sequence + 1);
    sealedMs = nowMs;
    changed = false;
    announce = new Announce(me.id(), epoch, sequence,
        CapabilityFilter.of(card.card().capabilities()),
        loadPercent, card.digest());
    frame = announceSeal.seal(me, announce, MeshLimits.FIRST_HOP_LIMIT);
    greeting = Bytes.EMPTY;
  }

  private SignedCard sign(Card next) {
    SignedCard signed = cardSeal.seal(me, epoch, Math.max(0, sequence), next);
    durable.put(CARD, signed.encode());
    return signed;
  }

  private Optional<SignedCard> stored() {
    Bytes record = durable.under(CARD).get(CARD);
    try {
      return Optional.ofNullable(record).map(SignedCard::decode);
    } catch (MalformedException unreadable) {
      return Optional.empty();
    }
  }
}
