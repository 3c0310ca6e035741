package org.sheratan.edge.tool.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What surrounds a program (util-linux 2.36 or later). {@code unshare} puts it into namespaces of its own: of process numbers, so
 * that the kernel ends all it ever started when its first process ends; of users, so that it needs no right of ours; of networks,
 * where it may have none. {@code prlimit} bounds memory, processor time, files and processes, each process by itself;
 * {@link MemoryWatch} looks at all of them together.
 */
public final class Confinement {
  private static final List<String> FOLDERS = List.of("/usr/bin", "/bin");
  static final int PROCESSES = 64;
  private static final int OPEN_FILES = 256;
  private static final long FILE_BYTES = 64L * 1024 * 1024;
  private static final int PROBE_S = 10;
  private static final long PROBE_MEMORY_BYTES = 256L * 1024 * 1024;

  private final Path unshare;
  private final Path prlimit;

  private Confinement(Path unshare, Path prlimit) {
    this.unshare = unshare;
    this.prlimit = prlimit;
  }

  /** Empty where the machine lacks it or forbids it; that is tried, not guessed. */
  public static Optional<Confinement> find() {
    Optional<Path> unshare = program("unshare");
    Optional<Path> prlimit = program("prlimit");
    if (unshare.isEmpty() || prlimit.isEmpty()) {
      return Optional.empty();
    }
    Confinement found = new Confinement(unshare.get(), prlimit.get());
    return found.works() ? Optional.of(found) : Optional.empty();
  }

  /**
   * Whether this process is root: on files a program then may what root may, whatever its namespaces, and the kernel lets root
   * have more processes than its limit.
   */
  public static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException elsewhere) {
      return false;
    }
  }

  /** The program does not run yet. */
  ProcessBuilder around(List<String> command, boolean network, int cpuS, long memoryBytes) {
    List<String> words = new ArrayList<>(List.of(unshare.toString(), "--map-current-user", "--pid", "--fork",
        "--kill-child=SIGKILL", "--ipc"));
    if (!network) {
      words.add("--net");
    }
    words.addAll(List.of("--", prlimit.toString(), "--as=" + memoryBytes, "--cpu=" + cpuS, "--core=0",
        "--fsize=" + FILE_BYTES, "--nofile=" + OPEN_FILES, "--nproc=" + PROCESSES, "--"));
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("LANG", "C.UTF-8");
    environment.put("HOME", "/nonexistent");
    return builder.redirectInput(new File("/dev/null")).redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  /** A shell that starts a process: some machines let the first begin and no second. */
  private boolean works() {
    try {
      Process process = around(List.of("/bin/sh", "-c", "/bin/true; exit 7"), false, PROBE_S,
          PROBE_MEMORY_BYTES)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      boolean ended = process.waitFor(PROBE_S, TimeUnit.SECONDS);
      process.destroyForcibly();
      return ended && process.exitValue() == 7;
    } catch (IOException notHere) {
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<Path> program(String name) {
    return FOLDERS.stream().map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
  }
}
