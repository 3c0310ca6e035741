package org.sheratan.core.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.mission.Custody;
import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.NodeId;

/**
 * Who else keeps a job, as the journal has it: {@code heirs (count varint, each: node 32, acceptance length and bytes),
 * deputy of [id with owner], deputy [id with owner]}.
 */
final class CustodyCodec {
  private static final int MAX_ACCEPTANCE_BYTES = 256;

  private CustodyCodec() {}

  static ByteWriter write(Custody custody, ByteWriter out) {
    out.varint(custody.heirs().size());
    custody.heirs().forEach(heir -> out.bytes(heir.node().key()).lengthPrefixed(heir.acceptance()));
    Stored.optional(custody.deputyOf(), out, job -> id(job, out));
    return Stored.optional(custody.deputy(), out, job -> id(job, out));
  }

  private static ByteWriter id(JobId job, ByteWriter out) {
    JobIdCodec.write(job, true, out);
    return out;
  }

  static Custody read(ByteReader in) {
    List<Custody.Heir> heirs = new ArrayList<>();
    for (int left = (int) in.varint("heirs", JobSpecRules.MAX_COPIES - 1); left > 0; left--) {
      heirs.add(new Custody.Heir(new NodeId(in.bytes("heir", NodeId.LENGTH)),
          in.lengthPrefixed("acceptance", MAX_ACCEPTANCE_BYTES)));
    }
    Optional<JobId> deputyOf = Stored.optional("deputy of", in, JobIdCodec::read);
    return new Custody(heirs, deputyOf, Stored.optional("deputy", in, JobIdCodec::read));
  }
}
