package org.sheratan.radio.mesh.route;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.SignedCard;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.StoredRecords;

/**
 * What outlives a restart, and the silence, of every peer that ever gave its card. Its latest epoch, as its own signed
 * announce, is for the day it has lost count; its signed card is for people, who go on calling it by its name, and need not
 * be fetched again while its announces name the same. {@code mesh/epoch/KEY} holds announce 48, signature 64, card (absent
 * in records of earlier versions). One write for each start of a peer and for each card.
 */
public final class PeerMemory {
  private static final String PREFIX = "mesh/epoch/";

  /** @param latest as its announcer signed it; hops, hop limit and MAC are nobody's */
  private record Kept(AnnounceFrame latest, Optional<SignedCard> card) {
    static Kept decode(Bytes value) {
      ByteReader reader = new ByteReader(value);
      Announce announce = Announce.decode(reader);
      Bytes signature = reader.bytes("signature", Limits.SIGNATURE_BYTES);
      return new Kept(bare(announce, signature), reader.remaining() == 0
          ? Optional.empty()
          : Optional.of(SignedCard.decode(reader.rest())));
    }

    Bytes encode() {
      return latest.announce().encode().concat(latest.signature())
          .concat(card.map(SignedCard::encode).orElse(Bytes.EMPTY));
    }
  }

  private final Durable durable;
  private final Map<NodeId, Kept> peers = new LinkedHashMap<>();

  public PeerMemory(Durable durable, MeshTurn turn) {
    this.durable = durable;
    StoredRecords.read(durable, PREFIX, turn, (name, value) -> {
      Kept kept = Kept.decode(value);
      peers.put(kept.latest().announce().key(), kept);
    });
  }

  /** As its announcer signed it; hops, hop limit and MAC are nobody's. */
  Optional<AnnounceFrame> announce(NodeId id) {
    return Optional.ofNullable(peers.get(id)).map(Kept::latest);
  }

  /** The latest card of {@code id} that was here. */
  Optional<SignedCard> card(NodeId id) {
    return Optional.ofNullable(peers.get(id)).flatMap(Kept::card);
  }

  /** What each of them last called itself. */
  SortedMap<NodeId, String> names() {
    SortedMap<NodeId, String> names = new TreeMap<>();
    peers.forEach((id, kept) -> kept.card().ifPresent(card -> names.put(id, card.card().name())));
    return names;
  }

  /**
   * Nothing while the disk is short: its next news will tell.
   *
   * @param needed peers whose memory must not make room for another's
   */
  void remember(AnnounceFrame verified, SignedCard card, Predicate<NodeId> needed) {
    NodeId id = verified.announce().key();
    Kept known = peers.get(id);
    boolean newEpoch = known == null
        || known.latest().announce().epoch() < verified.announce().epoch();
    boolean newCard = known == null || !known.card().equals(Optional.of(card));
    if (!newEpoch && !newCard || durable.scarce() || known == null && !makeRoom(needed)) {
      return;
    }
    Kept next = new Kept(
        newEpoch ? bare(verified.announce(), verified.signature()) : known.latest(), Optional.of(card));
    peers.remove(id);
    peers.put(id, next);
    durable.put(PREFIX + id.toHex(), next.encode());
  }

  /** @return whether there is room for one more */
  private boolean makeRoom(Predicate<NodeId> needed) {
    if (peers.size() < MeshLimits.REMEMBERED_PEERS) {
      return true;
    }
    Optional<NodeId> eldest = peers.keySet().stream().filter(needed.negate()).findFirst();
    eldest.ifPresent(id -> {
      peers.remove(id);
      durable.remove(PREFIX + id.toHex());
    });
    return eldest.isPresent();
  }

  private static AnnounceFrame bare(Announce announce, Bytes signature) {
    return new AnnounceFrame(0, Limits.MAX_HOPS, announce.key().hint(), announce, signature, Bytes.EMPTY);
  }
}
