package org.sheratan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.sheratan.edge.wiring.Init;
import org.sheratan.radio.secure.NetworkKey;

/** A daemon as the launcher starts it, on loopback. */
final class IdleNode implements AutoCloseable {
  private static final long STOP_S = 20;

  private final Process process;
  private final long beganNanos;
  /** When, by System.nanoTime; 0 when it ended before. */
  private final CompletableFuture<Long> ready = new CompletableFuture<>();
  private volatile double readyCpuMs;

  private IdleNode(Process process, long beganNanos) {
    this.process = process;
    this.beganNanos = beganNanos;
    Thread.ofPlatform().daemon().start(this::read);
  }

  /** @param more lines of its configuration */
  static IdleNode start(Path launcher, Path folder, NetworkKey network, int discoveryPort, String more)
      throws Exception {
    return start(launcher, folder, network, discoveryPort, more, Map.of());
  }

  /** @param environment more of it */
  static IdleNode start(Path launcher, Path folder, NetworkKey network, int discoveryPort, String more,
      Map<String, String> environment) throws Exception {
    String config = """
        [node]
        name = "%s"
        [udp]
        interfaces = ["lo"]
        discovery_port = %d
        [http]
        port = 0
        lan_port = 0
        %s
        """.formatted(folder.getFileName(), discoveryPort, more);
    Init.run(new Init.Request(folder, Optional.of(network), config));
    ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "run", "--data-dir", folder.toString());
    builder.environment().putAll(environment);
    long beganNanos = System.nanoTime();
    return new IdleNode(builder.start(), beganNanos);
  }

  void awaitReady() {
    readyMs();
  }

  /** Waits until it is ready; how long that took from its start. */
  double readyMs() {
    long atNanos = ready.join();
    if (atNanos == 0) {
      throw new IllegalStateException("a daemon did not start");
    }
    return (atNanos - beganNanos) / 1e6;
  }

  /** Processor time until it was ready, to 10 ms; 0 before. */
  double readyCpuMs() {
    return readyCpuMs;
  }

  /** Waits so long, while the daemon goes on. */
  void stayFor(long seconds) throws InterruptedException {
    if (process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a daemon ended");
    }
  }

  /** Resident memory, as the kernel counts it (proc(5), VmRSS). */
  double residentMb() throws IOException {
    return residentMb(process.pid());
  }

  static double residentMb(long pid) throws IOException {
    String line = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
  }

  /** How often its threads gave up the processor of themselves, those of the virtual machine too (proc(5)). */
  long wakes() throws IOException {
    long sum = 0;
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      for (Path task : tasks.toList()) {
        sum += wakes(task.resolve("status"));
      }
    }
    return sum;
  }

  private static long wakes(Path status) throws IOException {
    try {
      return Files.readAllLines(status).stream().filter(each -> each.startsWith("voluntary_ctxt_switches:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).sum();
    } catch (NoSuchFileException ended) {
      return 0;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(STOP_S, TimeUnit.SECONDS).join();
  }

  private void read() {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("event=ready")) {
          long atNanos = System.nanoTime();
          readyCpuMs = BrokerPeer.cpuMs(process);
          ready.complete(atNanos);
        }
      }
    } catch (IOException ended) {
      // The daemon has gone, and with it its voice.
    } finally {
      ready.complete(0L);
    }
  }
}
