package org.sheratan.edge.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How busy this machine is, as Linux tells it; what cannot be read is empty. Any thread. */
public final class MachineLoad {
  private static final Pattern CPU = Pattern.compile("cpu +([0-9 ]+)");
  private static final Pattern KIB = Pattern.compile("(MemTotal|MemAvailable): +([0-9]{1,15}) kB");
  private static final int IDLE = 3;
  private static final int WAITING = 4;
  /** Guests' time counts as user's already (proc_stat(5)). */
  private static final int COUNTED = 8;

  private final Path proc;
  private long busy;
  private long total;

  public MachineLoad() {
    this(Path.of("/proc"));
  }

  MachineLoad(Path proc) {
    this.proc = proc;
  }

  /** Share of all processors that was busy since the last time this was asked, 0 to 100; at first since the machine started. */
  public synchronized OptionalDouble cpuPercent() {
    Matcher line = CPU.matcher(lines("stat").stream().findFirst().orElse(""));
    String[] counts = line.matches() ? line.group(1).strip().split(" +") : new String[0];
    if (counts.length <= WAITING) {
      return OptionalDouble.empty();
    }
    long all = 0;
    for (int index = 0; index < Math.min(COUNTED, counts.length); index++) {
      all += Long.parseLong(counts[index]);
    }
    long idle = Long.parseLong(counts[IDLE]) + Long.parseLong(counts[WAITING]);
    long passed = all - total;
    long worked = all - idle - busy;
    total = all;
    busy = all - idle;
    return passed > 0 ? OptionalDouble.of(percent(worked, passed)) : OptionalDouble.empty();
  }

  /** Share of the memory that no program could be given, 0 to 100. */
  public OptionalDouble memoryPercent() {
    long all = 0;
    long available = -1;
    for (String line : lines("meminfo")) {
      Matcher found = KIB.matcher(line);
      if (found.matches()) {
        long kib = Long.parseLong(found.group(2));
        all = found.group(1).equals("MemTotal") ? kib : all;
        available = found.group(1).equals("MemAvailable") ? kib : available;
      }
    }
    return all > 0 && available >= 0
        ? OptionalDouble.of(percent(all - available, all))
        : OptionalDouble.empty();
  }

  /** With one digit behind the point. */
  private static double percent(long part, long whole) {
    return Math.clamp(Math.round(1000.0 * part / whole) / 10.0, 0, 100);
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(proc.resolve(file));
    } catch (IOException unknown) {
      return List.of();
    }
  }
}
