package org.sheratan.core.wire;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * Missions and tasks as the journal keeps them. Ids are written as those of jobs are.
 *
 * <pre>
 * mission   version 1 = 1 or 2, id with owner, with version 2 who made it, created wall ms varint, title text, description text, user text, status text,
 *           metadata value, tags (count varint, texts)
 * task      version 1 = 1, id with owner, mission's id with owner, created wall ms varint, name text, description text,
 *           kind text, params value
 * </pre>
 */
public final class MissionCodec {
  /** A character of UTF-16 is at most so many bytes of UTF-8. */
  private static final int CHAR_BYTES = 4;
  private static final int WITH_MAKER = 2;

  private MissionCodec() {}

  public static Bytes encode(Mission mission) {
    boolean made = !mission.maker().equals(Origin.UNKNOWN);
    ByteWriter out = new ByteWriter(256).u8(made ? WITH_MAKER : Stored.VERSION);
    JobIdCodec.write(mission.id(), out);
    if (made) {
      OriginCodec.write(mission.maker(), out);
    }
    Mission.Draft draft = mission.draft();
    out.varint(mission.createdWallMs()).text(draft.title()).text(draft.description()).text(draft.user())
        .text(draft.status());
    ValueCodec.writeObject(draft.metadata(), out);
    out.varint(draft.tags().size());
    draft.tags().forEach(out::text);
    return out.toBytes();
  }

  /** @throws MalformedException unless {@code encoded} is one mission of such a version */
  public static Mission decodeMission(Bytes encoded) {
    ByteReader in = new ByteReader(encoded);
    int version = Stored.version("mission version", WITH_MAKER, in);
    MissionId id = JobIdCodec.readMission(in);
    Origin maker = version == WITH_MAKER ? OriginCodec.read(in) : Origin.UNKNOWN;
    long createdWallMs = in.varint("created", Long.MAX_VALUE);
    Mission.Draft draft = new Mission.Draft(text("title", MissionRules.TITLE_CHARS, in),
        text("description", MissionRules.DESCRIPTION_CHARS, in), text("user_id", MissionRules.USER_CHARS, in),
        text("status", WireLimits.NAME_BYTES, in), ValueCodec.readObject("metadata", in), tags(in));
    in.end("mission");
    return new Mission(id, maker, draft, createdWallMs);
  }

  public static Bytes encode(Task task) {
    ByteWriter out = new ByteWriter(256).u8(Stored.VERSION);
    JobIdCodec.write(task.mission(), JobIdCodec.write(task.id(), out));
    Task.Draft draft = task.draft();
    out.varint(task.createdWallMs()).text(draft.name()).text(draft.description()).text(draft.kind());
    ValueCodec.writeObject(draft.params(), out);
    return out.toBytes();
  }

  /** @throws MalformedException unless {@code encoded} is one task of this version */
  public static Task decodeTask(Bytes encoded) {
    ByteReader in = new ByteReader(encoded);
    Stored.version("task version", in);
    TaskId id = JobIdCodec.readTask(in);
    MissionId mission = JobIdCodec.readMission(in);
    long createdWallMs = in.varint("created", Long.MAX_VALUE);
    Task.Draft draft = new Task.Draft(text("name", MissionRules.TITLE_CHARS, in),
        text("description", MissionRules.DESCRIPTION_CHARS, in), text("kind", WireLimits.NAME_BYTES, in),
        ValueCodec.readObject("params", in));
    in.end("task");
    return new Task(id, mission, draft, createdWallMs);
  }

  private static String text(String field, int chars, ByteReader in) {
    return in.text(field, CHAR_BYTES * chars);
  }

  private static List<String> tags(ByteReader in) {
    List<String> tags = new ArrayList<>();
    for (int left = (int) in.varint("tags", MissionRules.MAX_TAGS); left > 0; left--) {
      tags.add(text("tags", MissionRules.TAG_CHARS, in));
    }
    return tags;
  }
}
