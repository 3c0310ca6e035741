package org.sheratan.core.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.sheratan.core.mission.Job;
import org.sheratan.kernel.Bytes;

/** Tells whether a job has changed: two looks at it have the same stamp unless something else than its age did. */
public final class JobStamp {
  private JobStamp() {}

  /** SHA-256 of the job as it is stored, but for its age; over a restart too. */
  public static Bytes of(Job job) {
    try {
      return Bytes
          .copyOf(MessageDigest.getInstance("SHA-256").digest(JobCodec.encode(job.aged(0)).toArray()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
