package org.sheratan.core.tool.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.core.json.Json;

/** system_info: what this machine says about itself; whatever it does not say is {@code "unknown"}. */
final class SystemInfoTool implements Tool {
  private static final Json UNKNOWN = new Json.Text("unknown");
  private static final int KIB = 1024;
  private static final int MAX_FILE_BYTES = 64 * KIB;

  private final Path workspace;
  private final Path systemRoot;

  /** @param systemRoot where proc and sys are, {@code /} but in tests */
  SystemInfoTool(Path workspace, Path systemRoot) {
    this.workspace = workspace;
    this.systemRoot = systemRoot;
  }

  @Override
  public Done run(Json.Obj params, Run run) {
    Json.Obj result = Tool.result("system_info").with("os", property("os.name"))
        .with("os_version", property("os.version")).with("arch", property("os.arch"))
        .with("java_version", property("java.version"))
        .with("cpus", Json.Int.of(Runtime.getRuntime().availableProcessors()))
        .with("load_average", known(word("proc/loadavg").map(Double::valueOf).map(Json.Real::new)))
        .with("uptime_ms",
            known(word("proc/uptime").map(s -> Json.Int.of(Math.round(Double.parseDouble(s) * 1000)))))
        .with("temperature_c", known(word("sys/class/thermal/thermal_zone0/temp").map(Double::valueOf)
            .map(milli -> new Json.Real(milli / 1000))))
        .with("memory_total_bytes", known(memory("MemTotal:")))
        .with("memory_available_bytes", known(memory("MemAvailable:")));
    return new Done(disk(result), 1);
  }

  private Json.Obj disk(Json.Obj result) {
    try {
      FileStore store = Files.getFileStore(workspace);
      return result.with("disk_total_bytes", store.getTotalSpace()).with("disk_free_bytes",
          store.getUsableSpace());
    } catch (IOException unreadable) {
      return result.with("disk_total_bytes", UNKNOWN).with("disk_free_bytes", UNKNOWN);
    }
  }

  private Optional<Json.Int> memory(String label) {
    return text("proc/meminfo")
        .flatMap(text -> text.lines().filter(line -> line.startsWith(label)).findFirst())
        .map(line -> line.replaceAll("[^0-9]", "")).filter(SystemInfoTool::isNumber)
        .map(kib -> Json.Int.of(Long.parseLong(kib) * KIB));
  }

  /** The first word of a file, when it is a number. */
  private Optional<String> word(String file) {
    return text(file).map(text -> text.strip().split("\\s")[0]).filter(SystemInfoTool::isNumber);
  }

  private Optional<String> text(String file) {
    Path path = systemRoot.resolve(file);
    try (InputStream in = Files.newInputStream(path)) {
      return Optional.of(new String(in.readNBytes(MAX_FILE_BYTES), StandardCharsets.US_ASCII));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]{1,15}(\\.[0-9]{1,9})?");
  }

  private static Json property(String name) {
    return new Json.Text(System.getProperty(name, "unknown"));
  }

  private static Json known(Optional<? extends Json> value) {
    return value.isPresent() ? value.get() : UNKNOWN;
  }
}
