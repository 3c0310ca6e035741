package org.sheratan.core.wire;

import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;

/**
 * The job that {@code bench frame} measures: a direct job of exactly 40 bytes and its result of exactly 40 bytes, the
 * sizes that other stacks were measured with. It asks a worker for the last line of a weather log; nothing in it is
 * padding.
 */
public final class FortyByteJob {
  public static final int BYTES = 40;

  private static final String LOG = "weather/2026-11-21/roof.csv";
  private static final long LEASE_MS = 60_000;

  private FortyByteJob() {}

  /** A direct job: round 0, no auction before it. */
  public static WireMessage.Award job(NodeId owner) {
    Json.Obj params = Json.Obj.EMPTY.with("path", LOG);
    return new WireMessage.Award(id(owner), 0, 1, "read_file", params, LEASE_MS, 0, WireLimits.MESSAGE_BYTES,
        Priority.NORMAL);
  }

  /** Its result, without a receipt. */
  public static WireMessage.Result result(NodeId owner) {
    Json.Obj result = Json.Obj.EMPTY.with("ok", true).with("action", "read_file_result")
        .with("content", "03:00;14.6;81;1013.2;NNW;0");
    return new WireMessage.Result(id(owner), 1, new Outcome.Completed(result, Optional.empty()));
  }

  private static JobId id(NodeId owner) {
    return new JobId(owner.shortName(), 7, 412);
  }
}
