package org.sheratan.core.lcp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.kernel.Bytes;

/** Gathers a chain's artifacts out of its jobs' results, within the limits of a context. */
final class ContextBuilder {
  private final JobResults results;
  private final TreeMap<String, String> blobs = new TreeMap<>();
  private int leftBytes = LcpLimits.MAX_TOTAL_BYTES;
  private boolean cut;

  ContextBuilder(JobResults results) {
    this.results = results;
  }

  ChainContext of(Chain chain) throws IOException {
    List<String> files = new ArrayList<>();
    for (Row row : chain.rows()) {
      Optional<Json.Obj> result = row.completed() ? results.shown(row.job().orElseThrow()) : Optional.empty();
      if (result.isPresent() && row.number() == chain.fileList()) {
        list(result.get(), files);
      }
      result.ifPresent(this::contents);
    }
    return new ChainContext(chain, files, blobs, cut);
  }

  private void list(Json.Obj result, List<String> files) {
    if (result.get("files") instanceof Json.Arr(List<Json> items)) {
      cut |= items.size() > LcpLimits.MAX_FILES;
      items.stream().limit(LcpLimits.MAX_FILES).forEach(item -> {
        if (item instanceof Json.Text(String file)) {
          files.add(file);
        }
      });
    }
  }

  /** Of read_file, or of each file of read_file_batch. */
  private void contents(Json.Obj result) {
    if (result.get("path") instanceof Json.Text(String path)) {
      content(path, result);
    }
    if (result.get("files") instanceof Json.Obj files) {
      files.fields().forEach((path, file) -> {
        if (file instanceof Json.Obj one) {
          content(path, one);
        }
      });
    }
  }

  private void content(String path, Json.Obj file) {
    if (!(file.get("content") instanceof Json.Text(String content))) {
      return;
    }
    if (blobs.size() == LcpLimits.MAX_FILES) {
      cut = true;
      return;
    }
    String kept = WireLimits.clip(content, Math.min(leftBytes, LcpLimits.MAX_BYTES_PER_FILE));
    cut |= kept.length() < content.length();
    leftBytes -= Bytes.utf8(kept).length();
    blobs.put(path, kept);
  }
}
