package org.sheratan.radio.mesh;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.SignedCard;
import org.sheratan.radio.secure.AnnounceSeal;
import org.sheratan.radio.secure.CardSeal;
import org.sheratan.radio.secure.Identity;

/** What we say about ourselves. The signed card survives restarts, so that nobody fetches the same card twice. */
final class OwnAnnounce {
  private static final String CARD = "mesh/card";
  private static final int LOAD_STEP_PERCENT = 10;
  private static final int LAST_SEQUENCE = 0xffff;

  private final Identity me;
  private final int epoch;
  private final AnnounceSeal announceSeal;
  private final CardSeal cardSeal;
  private final Durable durable;
  private SignedCard card;
  private int sequence = -1;
  private long sealedMs;
  private int loadPercent;
  private boolean changed = true;
  private Announce announce;
  private Bytes frame = Bytes.EMPTY;
  private Bytes greeting = Bytes.EMPTY;

  OwnAnnounce(Identity me, int epoch, AnnounceSeal announceSeal, CardSeal cardSeal, Durable durable,
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

  /** Of the latest announce. */
  int sequence() {
    return sequence;
  }

  SignedCard card() {
    return card;
  }

  /** @return true when that changed anything */
  boolean describe(Card next) {
    if (next.equals(card.card())) {
      return false;
    }
    card = sign(next);
    changed = true;
    return true;
  }

  /** @return true when it changed enough to be worth an announce */
  boolean load(int percent) {
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
  Bytes frame(long nowMs) {
    if (sequence < 0 || changed || nowMs - sealedMs >= MeshLimits.RENEWAL_MS) {
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
    // At most one a second for hours on end: a node that uses all sequences of an epoch stays at the last.
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
