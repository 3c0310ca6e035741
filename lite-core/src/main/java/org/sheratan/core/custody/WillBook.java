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
 * Wills that this node keeps, in memory and on disk, under {@code will/<job>}, written when their state changes:
 *
 * <pre>
 * version 1 = 1, state 1 (0 kept, 1 standing in, 2 completed), owner 32, remaining ms varint,
 * deputy text (empty while none stands in), the owner's signed message to the end
 * </pre>
 *
 * What its owner says of it every half minute has a small record of its own, under {@code will-heard/<job>}, which is written
 * at most {@link CustodyLimits#REMAINING_STEPS} times in the job's time, and once a day:
 *
 * <pre>
 * remaining ms varint, this node's uptime then ms varint
 * </pre>
 */
final class WillBook {
  private static final String PREFIX = "will/";
  private static final String HEARD = "will-heard/";
  private static final int VERSION = 1;
  private static final int MAX_ID_BYTES = 64;

  private final Durable durable;
  private final NodeId self;
  private final Map<JobId, Will> wills = new TreeMap<>();
  private final Map<JobId, Long> heardUptimeMs = new TreeMap<>();
  private final Map<JobId, Heard> written = new TreeMap<>();
  private final Map<NodeId, Integer> ofOwner = new TreeMap<>();
  private long bytes;

  /** As in its record. */
  private record Heard(long remainingMs, long uptimeMs) {}

  /** @param uptimeMs of this node, over all its starts */
  WillBook(Durable durable, NodeId self, long uptimeMs) {
    this.durable = durable;
    this.self = self;
    durable.under(PREFIX).values().forEach(value -> remember(decode(value)));
    durable.under(HEARD).forEach((name, value) -> {
      ByteReader in = new ByteReader(value);
      Heard heard = new Heard(in.varint("will remaining", Long.MAX_VALUE),
          in.varint("will heard", Long.MAX_VALUE));
      in.end("will heard");
      JobId job = JobId.parse(name.substring(HEARD.length()));
      written.put(job, heard);
      heardUptimeMs.put(job, heard.uptimeMs());
      wills.computeIfPresent(job, (same, will) -> will.remaining(heard.remainingMs()));
    });
    // Of an earlier version, which did not write it.
    wills.values().stream().filter(will -> !written.containsKey(will.job())).toList()
        .forEach(will -> heard(will, will.remainingMs(), uptimeMs));
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

  /** Somebody spoke of it, or something became of it. */
  void heard(Will will, long remainingMs, long uptimeMs) {
    wills.put(will.job(), will.remaining(remainingMs));
    heardUptimeMs.put(will.job(), uptimeMs);
    Heard before = written.get(will.job());
    long stepMs = will.spec().timeoutMs() / CustodyLimits.REMAINING_STEPS;
    if (before == null || Math.abs(before.remainingMs() - remainingMs) > stepMs
        || uptimeMs - before.uptimeMs() >= CustodyLimits.AGE_STEP_MS) {
      written.put(will.job(), new Heard(remainingMs, uptimeMs));
      durable.put(HEARD + will.job(), new ByteWriter(16).varint(remainingMs).varint(uptimeMs).toBytes());
    }
  }

  /** Since then nobody spoke of it, and nothing became of it. */
  long heardUptimeMs(JobId job) {
    return heardUptimeMs.get(job);
  }

  void remove(JobId job) {
    forget(job);
    heardUptimeMs.remove(job);
    written.remove(job);
    durable.remove(PREFIX + job);
    durable.remove(HEARD + job);
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
