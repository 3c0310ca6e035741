package org.sheratan.core.wire;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.TaskId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.MalformedException;

/** Names of jobs, missions and tasks: {@code [owner: 8 base32 characters in 5 bytes] epoch varint, sequence varint}. */
final class JobIdCodec {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int OWNER_CHARS = 8;
  private static final int OWNER_BITS = 40;
  /** Nine and eighteen decimal digits, as {@link JobId#parse} takes. */
  static final int MAX_EPOCH = 999_999_999;
  static final long MAX_SEQUENCE = 999_999_999_999_999_999L;

  private JobIdCodec() {}

  static void write(JobId job, boolean withOwner, ByteWriter out) {
    if (withOwner) {
      writeOwner(job.owner(), out);
    }
    out.varint(job.epoch()).varint(job.sequence());
  }

  static ByteWriter write(MissionId mission, ByteWriter out) {
    writeOwner(mission.owner(), out);
    return out.varint(mission.epoch()).varint(mission.sequence());
  }

  static ByteWriter write(TaskId task, ByteWriter out) {
    writeOwner(task.owner(), out);
    return out.varint(task.epoch()).varint(task.sequence());
  }

  private static void writeOwner(String owner, ByteWriter out) {
    long bits = ownerBits(owner);
    out.u8((int) (bits >>> 32)).u32(bits & 0xffff_ffffL);
  }

  /** 40 bits, the first character highest. */
  static long ownerBits(String owner) {
    long bits = 0;
    for (int index = 0; index < OWNER_CHARS; index++) {
      bits = bits << 5 | BASE32.indexOf(owner.charAt(index));
    }
    return bits;
  }

  static JobId read(ByteReader in) {
    return read(in, readOwner(in));
  }

  static JobId read(ByteReader in, String owner) {
    return read("job", in, owner, JobId::new);
  }

  static MissionId readMission(ByteReader in) {
    return read("mission", in, readOwner(in), MissionId::new);
  }

  static TaskId readTask(ByteReader in) {
    return read("task", in, readOwner(in), TaskId::new);
  }

  /** Makes a name of its parts. */
  private interface Naming<T> {
    T name(String owner, int epoch, long sequence);
  }

  private static <T> T read(String what, ByteReader in, String owner, Naming<T> naming) {
    int start = in.offset();
    int epoch = (int) in.varint(what + " epoch", MAX_EPOCH);
    long sequence = in.varint(what + " sequence", MAX_SEQUENCE);
    if (epoch == 0 || sequence == 0) {
      throw new MalformedException(what + " id", start, "epoch and sequence start at 1");
    }
    return naming.name(owner, epoch, sequence);
  }

  private static String readOwner(ByteReader in) {
    return owner((long) in.u8("job owner") << 32 | in.u32("job owner"));
  }

  /** What has these {@link #ownerBits}. */
  static String owner(long bits) {
    StringBuilder owner = new StringBuilder(OWNER_CHARS);
    for (int shift = OWNER_BITS - 5; shift >= 0; shift -= 5) {
      owner.append(BASE32.charAt((int) (bits >>> shift) & 0x1f));
    }
    return owner.toString();
  }

  /** An owner spelled out although it could have been left out would be a second form of one message. */
  static String readOtherOwner(ByteReader in, String usual) {
    int start = in.offset();
    String owner = readOwner(in);
    if (owner.equals(usual)) {
      throw new MalformedException("job owner", start, "spelled out without need");
    }
    return owner;
  }
}
