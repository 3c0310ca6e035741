package org.sheratan.edge.http.mission;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Chain;
import org.sheratan.core.lcp.ChainContext;
import org.sheratan.core.lcp.LcpLimits;
import org.sheratan.core.lcp.Row;
import org.sheratan.core.mission.JobId;
import org.sheratan.edge.http.route.JsonWords;

/** The shape of a chain in this API, and of its context in both. */
public final class ChainJson {
  private ChainJson() {}

  /** For lists: without its rows and its answer. */
  static Json.Obj summary(Chain chain) {
    return Json.Obj.EMPTY.with("id", chain.id().toString()).with("mission_id", chain.mission().toString())
        .with("state", chain.state().word()).with("ended", chain.ended())
        .with("reason", JsonWords.text(chain.reason())).with("planned", chain.form().isPresent())
        .with("jobs", chain.rows().size()).with("age_s", JsonWords.seconds(chain.ageMs()))
        .with("timeout_s", JsonWords.seconds(chain.limitMs()))
        .with("usage", Json.Obj.EMPTY.with("total_tokens", chain.used().tokens())
            .with("cost_micros", chain.used().costMicros()))
        .with("created_at", JsonWords.time(chain.createdWallMs()));
  }

  static Json.Obj full(Chain chain) {
    return summary(chain)
        .with("rows", new Json.Arr(chain.rows().stream().<Json>map(row -> row(chain, row)).toList()))
        .with("answer", chain.answer().orElse(JsonWords.NULL));
  }

  private static Json.Obj row(Chain chain, Row row) {
    Json parent = row.parent() == 0
        ? JsonWords.NULL
        : JsonWords.text(chain.rows().get(row.parent() - 1).job().map(JobId::toString));
    return Json.Obj.EMPTY.with("row", row.number()).with("name", JsonWords.text(row.name()))
        .with("kind", row.wanted().kind()).with("params", row.wanted().params())
        .with("task", row.task().toString()).with("job", JsonWords.text(row.job().map(JobId::toString)))
        .with("parent_job", parent).with("depth", row.depth()).with("state", row.state().word())
        .with("reason", JsonWords.text(row.reason()));
  }

  static Json.Obj context(ChainContext context) {
    Chain chain = context.chain();
    return context(context, chain.id().toString(), chain.rows().getFirst().task().toString());
  }

  /** In the original's words, under the names that the caller uses. */
  public static Json.Obj context(ChainContext context, String chainId, String taskId) {
    Map<String, Json> blobs = new TreeMap<>();
    context.fileBlobs().forEach((path, content) -> blobs.put(path, new Json.Text(content)));
    Json.Obj artifacts = Json.Obj.EMPTY;
    if (context.chain().fileList() > 0) {
      artifacts = artifacts.with("file_list", artifact(JsonWords.texts(context.fileList()), chainId));
    }
    if (!blobs.isEmpty()) {
      artifacts = artifacts.with("file_blobs", artifact(Json.Obj.of(blobs), chainId));
    }
    return head(context.chain(), chainId, taskId).with("artifacts", artifacts)
        .with("truncated", context.cut());
  }

  /** The same without what was found. */
  public static Json.Obj head(Chain chain, String chainId, String taskId) {
    Json.Obj limits = Json.Obj.EMPTY.with("max_files", LcpLimits.MAX_FILES)
        .with("max_total_bytes", LcpLimits.MAX_TOTAL_BYTES)
        .with("max_bytes_per_file", LcpLimits.MAX_BYTES_PER_FILE);
    return Json.Obj.EMPTY.with("chain_id", chainId).with("task_id", taskId)
        .with("state", chain.state().word()).with("limits", limits)
        .with("error", JsonWords.text(chain.reason())).with("needs_tick", !chain.ended());
  }

  private static Json.Obj artifact(Json value, String chainId) {
    return Json.Obj.EMPTY.with("value", value).with("meta", Json.Obj.EMPTY.with("chain_id", chainId));
  }

  static Json.Arr summaries(List<Chain> chains) {
    return new Json.Arr(chains.stream().<Json>map(ChainJson::summary).toList());
  }
}
