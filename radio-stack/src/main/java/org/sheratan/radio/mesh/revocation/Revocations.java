package org.sheratan.radio.mesh.revocation;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.frame.SignedRevocation;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.RevocationWord;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.revocation.RevocationBook.Entry;
import org.sheratan.radio.mesh.revocation.RevocationBook.Key;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.NetworkKey;
import org.sheratan.radio.secure.RevocationSeal;

/** Who is shut out by the word of nodes that have a say here: made, heard, believed, taken back, overridden. */
public final class Revocations {
  /** What follows. */
  public interface Listener {
    /** Nothing is taken from {@code id} any more, nor given to it, nor is it in our groups. */
    void onRevoked(NodeId id);

    /** It is welcome again. */
    void onWelcome(NodeId id);
  }

  private static final long MS = 1_000;
  private static final long MAX_WALL_SECONDS = 0xffff_ffffL;

  private final Identity me;
  private final MeshTurn turn;
  private final TrustBook trust;
  private final RevocationSeal seal;
  private final RevocationBook book;
  private final RevocationBelief belief;
  private final Listener listener;
  public final RevocationSync sync;

  public Revocations(Identity me, NetworkKey network, Durable durable, MeshTurn turn, LinkTable links,
      NeighborTable neighbors, TrustBook trust, Listener listener) {
    this.me = me;
    this.turn = turn;
    this.trust = trust;
    this.listener = listener;
    seal = new RevocationSeal(network);
    book = new RevocationBook(me.id(), durable, turn);
    belief = new RevocationBelief(me.id(), trust);
    trust.revoked(belief.revoked(book.all()));
    sync = new RevocationSync(turn, links, neighbors, seal, book, belief, this::onWord);
  }

  /**
   * Says to all that {@code subject} is not to be trusted any more, and shuts it out here.
   *
   * @return false when there is no room for another
   */
  public boolean revoke(NodeId subject, String reason) {
    Optional<Entry> said = own(subject);
    if (said.isPresent() && said.get().word().reason().equals(reason)) {
      return true;
    }
    book.override(subject, false);
    return say(subject, true, reason);
  }

  /** What the operator decides about {@code id} goes before what was said about it, by us too. */
  public void onDecision(NodeId id, Trust decided) {
    if (decided == Trust.CONFIRMED) {
      book.keep(id);
    }
    if (decided != Trust.BLOCKED) {
      own(id).ifPresent(said -> say(id, false, said.word().reason()));
      book.override(id, decided == Trust.CONFIRMED);
    }
    judge();
  }

  /** What is said and not taken back, in the order it came. */
  public List<RevocationWord> standing() {
    return book.all().stream().filter(entry -> entry.word().standing()).map(this::view).toList();
  }

  /** By us, and not taken back. */
  private Optional<Entry> own(NodeId subject) {
    return book.of(new Key(me.id(), subject)).filter(entry -> entry.word().standing());
  }

  private boolean say(NodeId subject, boolean standing, String reason) {
    int version = book.of(new Key(me.id(), subject)).map(entry -> entry.word().version() + 1).orElse(1);
    if (version > Revocation.MAX_VERSION) {
      return false;
    }
    SignedRevocation signed = seal.seal(me,
        new Revocation(me.id(), subject, version, standing, wallSeconds(), reason));
    if (!book.put(signed, belief::voice, turn.nowMs())) {
      return false;
    }
    sync.said(signed);
    judge();
    return true;
  }

  private long wallSeconds() {
    boolean known = turn.now().quality() != WallQuality.NONE;
    return known ? Math.clamp(turn.now().wallMs() / MS, 0, MAX_WALL_SECONDS) : 0;
  }

  private void onWord(Key about) {
    judge();
    book.of(about).filter(entry -> belief.voice(about.author()))
        .ifPresent(entry -> turn.tell(new MeshEvent.RevocationHeard(view(entry))));
  }

  private void judge() {
    SortedSet<NodeId> before = trust.revoked();
    SortedSet<NodeId> now = belief.revoked(book.all());
    trust.revoked(now);
    now.stream().filter(id -> !before.contains(id)).forEach(listener::onRevoked);
    before.stream().filter(id -> !now.contains(id) && !trust.blocked(id)).forEach(listener::onWelcome);
  }

  private RevocationWord view(Entry entry) {
    Revocation word = entry.word();
    return new RevocationWord(word.subject(), word.author(), word.standing(), word.wallSeconds(),
        word.reason(),
        belief.voice(word.author()) && !entry.overridden(), trust.revoked().contains(word.subject()));
  }
}
