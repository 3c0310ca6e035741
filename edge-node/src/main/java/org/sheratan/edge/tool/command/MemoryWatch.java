package org.sheratan.edge.tool.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import org.sheratan.core.tool.local.Alarm;

/**
 * Looks twice a second at a program and all it started: how many they are, and how much memory they have together. The
 * kernel's own limits hold for each process by itself, and those on processes not for root. What is taken and given back
 * between two looks is not seen; one process can never take more than its own limit.
 */
final class MemoryWatch {
  private static final int LOOK_EVERY_MS = 500;
  private static final int KIB = 1024;
  /** Resident memory, shared pages counted for each that shares them (proc_pid_status(5)). */
  private static final String RESIDENT = "VmRSS:";
  /** Each gets its share of those (proc_pid_smaps(5), since Linux 4.14). It takes the kernel longer to tell. */
  private static final String SHARE = "Pss:";

  private final Alarm alarm;
  private final Process program;
  private final long memoryBytes;
  private final int processes;
  private final Consumer<String> over;
  private Runnable off = () -> {};
  private boolean ended;

  /** @param over is told once what there is too much of */
  MemoryWatch(Alarm alarm, Process program, long memoryBytes, int processes, Consumer<String> over) {
    this.alarm = alarm;
    this.program = program;
    this.memoryBytes = memoryBytes;
    this.processes = processes;
    this.over = over;
  }

  synchronized void begin() {
    if (!ended) {
      off = alarm.after(LOOK_EVERY_MS, this::look);
    }
  }

  synchronized void end() {
    ended = true;
    off.run();
  }

  private void look() {
    List<Long> all = program.descendants().map(ProcessHandle::pid).toList();
    if (all.size() > processes) {
      over.accept("more than " + processes + " processes");
    } else if (sum(all, MemoryWatch::residentBytes) > memoryBytes
        && sum(all, MemoryWatch::shareBytes) > memoryBytes) {
      over.accept("more than " + memoryBytes + " bytes of memory in all its processes together");
    } else {
      begin();
    }
  }

  private static long sum(List<Long> all, ToLongFunction<Long> bytes) {
    return all.stream().mapToLong(bytes).sum();
  }

  private static long residentBytes(long pid) {
    return bytes(pid, "status", RESIDENT, 0);
  }

  /** Where the kernel does not tell the share of a process, all that is resident counts. */
  private static long shareBytes(long pid) {
    long resident = residentBytes(pid);
    return resident == 0 ? 0 : bytes(pid, "smaps_rollup", SHARE, resident);
  }

  /** @return {@code otherwise} where that cannot be read, most often because the process has just ended */
  private static long bytes(long pid, String file, String name, long otherwise) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), file)).stream()
          .filter(line -> line.startsWith(name)).findFirst()
          .map(line -> Long.parseLong(line.substring(name.length()).replace("kB", "").strip()) * KIB)
          .orElse(otherwise);
    } catch (IOException gone) {
      return otherwise;
    }
  }
}
