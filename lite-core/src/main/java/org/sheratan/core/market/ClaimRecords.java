package org.sheratan.core.market;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.wire.Outcome;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage.Result;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;

/**
 * What a worker keeps of its claims, under {@code work/<job>/<attempt>}:
 *
 * <pre>
 * phase 1 (1 waiting, 2 started, 3 reported), owner 32, and when reported the encoded Result message
 * </pre>
 *
 * {@code started} is on disk before the tool runs, so that no restart can make it forget that the tool may have run.
 */
final class ClaimRecords {
  private static final int WAITING = 1;
  private static final int STARTED = 2;
  private static final int REPORTED = 3;

  private final Durable durable;
  private final NodeId self;

  /** A result to be delivered to {@code owner}. */
  record Report(NodeId owner, ClaimKey key, Result result) {}

  ClaimRecords(Durable durable, NodeId self) {
    this.durable = durable;
    this.self = self;
  }

  void waiting(Claim claim) {
    put(claim.key(), WAITING, claim.owner, Bytes.EMPTY);
  }

  void started(Claim claim) {
    put(claim.key(), STARTED, claim.owner, Bytes.EMPTY);
  }

  void reported(Report report) {
    put(report.key(), REPORTED, report.owner(), WireCodec.encode(report.result(), self, report.owner()));
  }

  void remove(ClaimKey key) {
    durable.remove(key.recordName());
  }

  /** What a restarted worker owes: results not yet delivered, and for every claim it then held, what it can say. */
  List<Report> owed() {
    List<Report> owed = new ArrayList<>();
    durable.under(ClaimKey.PREFIX).forEach((name, value) -> owed.add(decode(ClaimKey.ofRecord(name), value)));
    return owed;
  }

  private Report decode(ClaimKey key, Bytes value) {
    ByteReader in = new ByteReader(value);
    int phase = in.u8("claim phase");
    NodeId owner = new NodeId(in.bytes("claim owner", NodeId.LENGTH));
    return switch (phase) {
      case WAITING -> new Report(owner, key, new Result(key.job(), key.attempt(),
          new Outcome.Failed("worker_restarted", "the worker restarted before it began", true)));
      case STARTED -> new Report(owner, key, new Result(key.job(), key.attempt(), new Outcome.Unknown()));
      case REPORTED -> new Report(owner, key, (Result) WireCodec.decode(in.rest(), self, owner));
      default -> throw new MalformedException("claim phase", 0, "unknown code " + phase);
    };
  }

  private void put(ClaimKey key, int phase, NodeId owner, Bytes rest) {
    durable.put(key.recordName(), new ByteWriter(64).u8(phase).bytes(owner.key()).bytes(rest).toBytes());
  }
}
