package org.sheratan.core.wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fixed dictionary of version 1. Positions travel, so entries are never moved, removed or added: a new word is
 * spelled out, which every version understands.
 */
final class WireWords {
  /** Job kinds; 0 stands for "spelled out". */
  static final Dictionary KINDS = new Dictionary(List.of("", "ping", "list_files", "walk_tree", "read_file",
      "read_file_batch", "write_file", "rewrite_file", "system_info", "hash_files", "read_sensor", "llm_call",
      "agent_plan", "analyze_file", "patch_file"));

  /** Object field names; the first 24 take one byte, the others two. */
  static final Dictionary NAMES = new Dictionary(
      List.of("ok", "action", "path", "root", "content", "files", "error", "patterns", "recursive", "info",
          "paths", "full_content", "text", "bytes", "count", "sha256", "status", "rel_path", "mode", "limit",
          "message", "name", "value", "kind", "root_path", "project_root", "new_content",
          "new_content_preview",
          "_metadata", "char_count", "word_count", "line_count", "is_truncated", "truncated", "limits",
          "max_files", "units", "skipped", "per_file", "tree_sha256", "node", "params", "id", "type", "size",
          "data", "unit", "sensor", "time", "temperature", "humidity", "voltage", "lat", "lon", "alt",
          "rssi_dbm",
          "snr_db", "os", "os_version", "arch", "cpus", "load_average", "memory_total_bytes",
          "memory_available_bytes", "disk_total_bytes", "disk_free_bytes", "uptime_ms", "temperature_c",
          "java_version", "code", "details", "lcp_version", "jobs", "new_jobs", "chain_id", "answer",
          "commentary", "summary", "job_id", "created_at", "ts", "model", "prompt", "payload", "meta"));

  /** Text values; the first 16 take one byte, the others two or three. */
  static final Dictionary TEXTS = new Dictionary(
      List.of("*", ".", "", "list_files_result", "read_file_result",
          "read_file_batch_result", "write_file_result", "rewrite_file_result", "system_info_result",
          "hash_files_result", "ping_result", "unknown", "overwrite", "append", "**", "pong", "followup_jobs",
          "final_answer", "create_followup_jobs", "analysis_result", "Linux", "aarch64", "amd64", "arm", "1",
          "ping", "list_files", "walk_tree", "read_file", "read_file_batch", "write_file", "rewrite_file",
          "system_info", "hash_files", "read_sensor", "llm_call", "agent_plan", "completed", "failed"));

  private WireWords() {}

  /** Words by position and positions by word. */
  static final class Dictionary {
    private final List<String> words;
    private final Map<String, Integer> positions = new TreeMap<>();

    private Dictionary(List<String> words) {
      this.words = words;
      for (String word : words) {
        positions.put(word, positions.size());
      }
    }

    int size() {
      return words.size();
    }

    String word(int position) {
      return words.get(position);
    }

    /** -1 when it must be spelled out. */
    int position(String word) {
      return positions.getOrDefault(word, -1);
    }
  }
}
