package org.sheratan.core.wire;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;

/** {@code job with owner, heirs before it (count 1, each 32), spec}: the spec as the journal keeps it, to the end. */
final class WillCodec implements MessageCodec<WireMessage.Will> {
  /** The last heir has all but the owner and itself before it. */
  private static final int MAX_BEFORE = JobSpecRules.MAX_COPIES - 2;

  @Override
  public void encode(WireMessage.Will will, Head head, ByteWriter out) {
    JobIdCodec.write(will.job(), true, out);
    out.u8(will.before().size());
    will.before().forEach(heir -> out.bytes(heir.key()));
    out.bytes(JobSpecCodec.encode(will.spec()));
  }

  @Override
  public WireMessage.Will decode(Head head, ByteReader in) {
    JobId job = JobIdCodec.read(in);
    List<NodeId> before = new ArrayList<>();
    for (int left = Stored.flag("heirs before", MAX_BEFORE, in); left > 0; left--) {
      int at = in.offset();
      NodeId heir = new NodeId(in.bytes("heir before", NodeId.LENGTH));
      if (before.contains(heir)) {
        throw new MalformedException("heir before", at, "named twice");
      }
      before.add(heir);
    }
    return new WireMessage.Will(job, before, JobSpecCodec.decode(in.rest()));
  }
}
