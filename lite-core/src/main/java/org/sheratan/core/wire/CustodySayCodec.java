package org.sheratan.core.wire;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.wire.WireMessage.CustodySay.Said;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/** {@code count 1 (1..64), each: job with owner, word 1, and when it is kept its remaining duration}. */
final class CustodySayCodec implements MessageCodec<WireMessage.CustodySay> {
  @Override
  public void encode(WireMessage.CustodySay say, Head head, ByteWriter out) {
    count(say.about().size(), out);
    for (Said said : say.about()) {
      JobIdCodec.write(said.job(), true, out);
      out.u8(said.word().code());
      if (said.word() == CustodyWord.KEPT) {
        DurationCodec.write(said.remainingMs(), out);
      }
    }
  }

  @Override
  public WireMessage.CustodySay decode(Head head, ByteReader in) {
    List<Said> about = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      JobId job = JobIdCodec.read(in);
      CustodyWord word = CustodyWord.read(in);
      about.add(new Said(job, word, word == CustodyWord.KEPT ? DurationCodec.read("remaining", in) : 0));
    }
    Options.read(in);
    return new WireMessage.CustodySay(about);
  }

  static void count(int jobs, ByteWriter out) {
    Check.that(jobs > 0 && jobs <= WireLimits.CUSTODY_JOBS, "jobs in one message: " + jobs);
    out.u8(jobs);
  }

  /** Of jobs in one message. */
  static int count(ByteReader in) {
    int start = in.offset();
    int jobs = in.u8("jobs");
    if (jobs == 0 || jobs > WireLimits.CUSTODY_JOBS) {
      throw new MalformedException("jobs", start, "expected 1 to " + WireLimits.CUSTODY_JOBS);
    }
    return jobs;
  }
}
