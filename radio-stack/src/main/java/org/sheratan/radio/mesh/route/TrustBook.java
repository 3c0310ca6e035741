package org.sheratan.radio.mesh.route;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.StoredRecords;

/** What the operator decided about keys; everyone else is trusted on first use. Survives restarts. */
public final class TrustBook {
  private static final String PREFIX = "mesh/trust/";

  private final Durable durable;
  private final Map<NodeId, Trust> decided = new TreeMap<>();
  private SortedSet<NodeId> revoked = Collections.emptySortedSet();

  public TrustBook(Durable durable, MeshTurn turn) {
    this.durable = durable;
    StoredRecords.read(durable, PREFIX, turn,
        (name, value) -> decided.put(NodeId.parse(name), decode(value)));
  }

  private static Trust decode(Bytes value) {
    ByteReader reader = new ByteReader(value);
    int code = reader.u8("decision");
    reader.end("decision");
    return Stream.of(Trust.CONFIRMED, Trust.BLOCKED).filter(trust -> trust.code() == code).findFirst()
        .orElseThrow(() -> new MalformedException("decision", 0, "unknown: " + code));
  }

  /** What holds for {@code id}: who is revoked is blocked, whatever was decided before. */
  public Trust of(NodeId id) {
    return revoked.contains(id) ? Trust.BLOCKED : decided(id);
  }

  /** The operator's decision alone. */
  public Trust decided(NodeId id) {
    return decided.getOrDefault(id, Trust.FIRST_USE);
  }

  /** Shut out by the word of others, or our own to others. */
  public SortedSet<NodeId> revoked() {
    return revoked;
  }

  public void revoked(SortedSet<NodeId> ids) {
    revoked = Collections.unmodifiableSortedSet(new TreeSet<>(ids));
  }

  public boolean blocked(NodeId id) {
    return of(id) == Trust.BLOCKED;
  }

  public SortedMap<NodeId, Trust> decisions() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(decided));
  }

  /** @return false when the book is full */
  public boolean decide(NodeId id, Trust trust) {
    if (trust == Trust.FIRST_USE) {
      decided.remove(id);
      durable.remove(PREFIX + id.toHex());
      return true;
    }
    if (decided.size() >= MeshLimits.TRUST_DECISIONS && !decided.containsKey(id)) {
      return false;
    }
    decided.put(id, trust);
    durable.put(PREFIX + id.toHex(), encode(trust));
    return true;
  }

  private static Bytes encode(Trust trust) {
    return new ByteWriter().u8(trust.code()).toBytes();
  }
}
