package org.sheratan.core.custody;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;

/**
 * Wills that this node keeps, in memory and on disk, under {@code will/<job>}:
 *
 * <pre>
 * version 1 = 1, state 1 (0 kept, 1 standing in, 2 completed), owner 32, remaining ms varint,
 * deputy text (empty while none stands in), the owner's signed message to the end
 * </pre>
 */
final class WillBook {
  private static final String PREFIX = "will/";
  private static final int VERSION = 1;
  private static final int MAX_ID_BYTES = 64;

  private final Durable durable;
  private final NodeId self;
  private final Map<JobId, Will> wills = new TreeMap<>();
  private final Map<NodeId, Integer> ofOwner = new TreeMap<>();
  private long bytes;

  WillBook(Durable durable, NodeId self) {
    this.durable = durable;
    this.self = self;
    durable.under(PREFIX).values().forEach(value -> remember(decode(value)));
  }

  Collection<Will> all() {
    return Collections.unmodifiableCollection(wills.values());
  }

  Optional<Will> find(JobId job) {
    return Optional.ofNullable(wills.get(job));
  }

  int count() {
    return wills.size();
  }

  /** Whether there is room for one more. */
  boolean room(NodeId owner, int length) {
    return wills.size() < CustodyLimits.MAX_WILLS
        && ofOwner.getOrDefault(owner, 0) < CustodyLimits.MAX_WILLS_OF_ONE
        && bytes + length <= CustodyLimits.MAX_WILLS_BYTES;
  }

  void put(Will will) {
    forget(will.job());
    remember(will);
    ByteWriter out = new ByteWriter(will.signed().length() + 96).u8(VERSION).u8(will.state().code())
        .bytes(will.owner().key()).varint(will.remainingMs());
    out.text(will.deputy().map(JobId::toString).orElse("")).bytes(will.signed());
    durable.put(PREFIX + will.job(), out.toBytes());
  }

  void remove(JobId job) {
    forget(job);
    durable.remove(PREFIX + job);
  }

  private void remember(Will will) {
    wills.put(will.job(), will);
    ofOwner.merge(will.owner(), 1, Integer::sum);
    bytes += Wills.bytes(will.spec());
  }

  private void forget(JobId job) {
    Will known = wills.remove(job);
    if (known != null) {
      ofOwner.merge(known.owner(), -1, Integer::sum);
      ofOwner.remove(known.owner(), 0);
      bytes -= Wills.bytes(known.spec());
    }
  }

  private Will decode(Bytes value) {
    ByteReader in = new ByteReader(value);
    if (in.u8("will version") != VERSION) {
      throw new MalformedException("will version", 0, "expected " + VERSION);
    }
    int code = in.u8("will state");
    if (code >= WillState.values().length) {
      throw new MalformedException("will state", 1, "unknown code " + code);
    }
    NodeId owner = new NodeId(in.bytes("will owner", NodeId.LENGTH));
    long remainingMs = in.varint("will remaining", Long.MAX_VALUE);
    String deputy = in.text("will deputy", MAX_ID_BYTES);
    Bytes signed = in.rest();
    WireMessage.Will will = (WireMessage.Will) WireCodec.decode(signed, owner, self);
    return new Will(will.job(), owner, will.before(), will.spec(), signed, WillState.values()[code],
        remainingMs,
        deputy.isEmpty() ? Optional.empty() : Optional.of(JobId.parse(deputy)));
  }
}
