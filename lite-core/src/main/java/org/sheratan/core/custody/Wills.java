package org.sheratan.core.custody;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.SpecNotes;
import org.sheratan.core.wire.JobSpecCodec;
import org.sheratan.kernel.Bytes;

/** What both sides say about a will. */
public final class Wills {
  private Wills() {}

  /** SHA-256 of the signed message. */
  public static Bytes hash(Bytes signed) {
    try {
      return Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(signed.toArray()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What a request is counted as: a signed message may be deflated, and what comes of it is kept in memory. */
  static int bytes(JobSpec spec) {
    return JobSpecCodec.encode(spec).length();
  }

  /** A request as an heir gets it: without what means something at its owner only, such as its task and its key. */
  public static JobSpec left(JobSpec spec) {
    SpecNotes notes = SpecNotes.NONE.audited(spec.notes().audited());
    return new JobSpec(spec.kind(), spec.params(), spec.priority(), spec.timeoutMs(), spec.needs(),
        spec.maxPriceMicros(), spec.maxAttempts(), spec.rerunUnknown(), Optional.empty(), spec.dependsOn(),
        Optional.empty(), notes);
  }
}
