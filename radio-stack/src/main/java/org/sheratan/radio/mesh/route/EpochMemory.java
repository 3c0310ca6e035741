package org.sheratan.radio.mesh.route;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.StoredRecords;

/**
 * The latest epoch of every peer that ever gave its card, as its own signed announce, for the day it has lost count:
 * {@code mesh/epoch/KEY} holds announce 48, signature 64. One write for each start of a peer.
 */
public final class EpochMemory {
  private static final String PREFIX = "mesh/epoch/";

  private final Durable durable;
  private final Map<NodeId, AnnounceFrame> latest = new LinkedHashMap<>();

  public EpochMemory(Durable durable, MeshTurn turn) {
    this.durable = durable;
    StoredRecords.read(durable, PREFIX, turn, (name, value) -> {
      AnnounceFrame frame = decode(value);
      latest.put(frame.announce().key(), frame);
    });
  }

  /** As its announcer signed it; hops, hop limit and MAC are nobody's. */
  Optional<AnnounceFrame> of(NodeId id) {
    return Optional.ofNullable(latest.get(id));
  }

  /** @param needed peers whose memory must not make room for another's */
  void remember(AnnounceFrame verified, Predicate<NodeId> needed) {
    NodeId id = verified.announce().key();
    AnnounceFrame known = latest.get(id);
    if (known != null && known.announce().epoch() >= verified.announce().epoch()) {
      return;
    }
    if (known == null && latest.size() >= MeshLimits.EPOCHS) {
      Optional<NodeId> eldest = latest.keySet().stream().filter(needed.negate()).findFirst();
      if (eldest.isEmpty()) {
        return;
      }
      latest.remove(eldest.get());
      durable.remove(PREFIX + eldest.get().toHex());
    }
    latest.remove(id);
    latest.put(id, bare(verified.announce(), verified.signature()));
    durable.put(PREFIX + id.toHex(), verified.announce().encode().concat(verified.signature()));
  }

  private static AnnounceFrame decode(Bytes value) {
    ByteReader reader = new ByteReader(value);
    Announce announce = Announce.decode(reader);
    Bytes signature = reader.bytes("signature", Limits.SIGNATURE_BYTES);
    reader.end("remembered announce");
    return bare(announce, signature);
  }

  private static AnnounceFrame bare(Announce announce, Bytes signature) {
    return new AnnounceFrame(0, Limits.MAX_HOPS, announce.key().hint(), announce, signature, Bytes.EMPTY);
  }
}
