package org.sheratan.core.wire;

import java.util.UUID;

import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.TaskId;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/**
 * Names of jobs, missions, tasks and chains as UUIDs of version 8 (RFC 9562 section 5.8), for clients that know nothing but UUIDs.
 * Nothing is hashed: the name can be read back, so nobody needs a table.
 *
 * <pre>
 * the 122 bits that version and variant leave, highest first:
 * kind 2 (0 job, 1 mission, 2 task, 3 chain), owner 40 (8 base32 characters), epoch 32, sequence 48
 * </pre>
 *
 * A node that took a million jobs a second would have used up its sequence in nine years without a restart.
 */
public final class OwnedUuid {
  private static final int JOB = 0;
  private static final int MISSION = 1;
  private static final int TASK = 2;
  private static final int CHAIN = 3;
  private static final String FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final int VERSION = 8;
  private static final int VARIANT = 2;
  private static final long MAX_SEQUENCE = (1L << 48) - 1;

  private OwnedUuid() {}

  /** What a UUID holds. */
  private record Parts(int kind, long owner, long epoch, long sequence) {}

  /** Makes a name of its parts. */
  private interface Naming<T> {
    T name(String owner, int epoch, long sequence);
  }

  public static String of(JobId id) {
    return text(JOB, id.owner(), id.epoch(), id.sequence());
  }

  public static String of(MissionId id) {
    return text(MISSION, id.owner(), id.epoch(), id.sequence());
  }

  public static String of(TaskId id) {
    return text(TASK, id.owner(), id.epoch(), id.sequence());
  }

  public static String of(ChainId id) {
    return text(CHAIN, id.owner(), id.epoch(), id.sequence());
  }

  /** @throws MalformedException unless {@code uuid} is that of a chain */
  public static ChainId chain(String uuid) {
    return read("chain id", CHAIN, uuid, ChainId::new);
  }

  /** @throws MalformedException unless {@code uuid} is that of a job */
  public static JobId job(String uuid) {
    return read("job id", JOB, uuid, JobId::new);
  }

  /** @throws MalformedException unless {@code uuid} is that of a mission */
  public static MissionId mission(String uuid) {
    return read("mission id", MISSION, uuid, MissionId::new);
  }

  /** @throws MalformedException unless {@code uuid} is that of a task */
  public static TaskId task(String uuid) {
    return read("task id", TASK, uuid, TaskId::new);
  }

  private static String text(int kind, String owner, int epoch, long sequence) {
    Check.that(sequence <= MAX_SEQUENCE, "a sequence of 48 bits");
    long bits = JobIdCodec.ownerBits(owner);
    long first = (long) kind << 46 | bits << 6 | epoch >>> 26;
    long high = first << 16 | VERSION << 12 | epoch >>> 14 & 0xfff;
    long low = (long) VARIANT << 62 | (long) (epoch & 0x3fff) << 48 | sequence;
    return new UUID(high, low).toString();
  }

  private static <T> T read(String what, int kind, String uuid, Naming<T> naming) {
    if (!uuid.matches(FORM)) {
      throw new MalformedException(what, 0, "expected a UUID");
    }
    UUID read = UUID.fromString(uuid);
    if (read.version() != VERSION || read.variant() != VARIANT) {
      throw new MalformedException(what, 0, "expected a UUID of version 8");
    }
    Parts parts = parts(read.getMostSignificantBits(), read.getLeastSignificantBits());
    boolean named = parts.epoch() >= 1 && parts.epoch() <= JobIdCodec.MAX_EPOCH && parts.sequence() >= 1;
    if (parts.kind() != kind || !named) {
      throw new MalformedException(what, 0, "no name of such a thing");
    }
    return naming.name(JobIdCodec.owner(parts.owner()), (int) parts.epoch(), parts.sequence());
  }

  private static Parts parts(long high, long low) {
    long first = high >>> 16;
    long epoch = (first & 0x3f) << 26 | (high & 0xfff) << 14 | low >>> 48 & 0x3fff;
    return new Parts((int) (first >>> 46), first >>> 6 & 0xff_ffff_ffffL, epoch, low & MAX_SEQUENCE);
  }
}
