package org.sheratan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

  private IdleNode(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().start(this::read);
  }

  /** @param more lines of its configuration */
  static IdleNode start(Path launcher, Path folder, NetworkKey network, int discoveryPort, String more)
      throws Exception {
    String config = """
        [node]
        name = "%s"
        [udp]
        interfaces = ["lo"]
        discovery_port = %d
        [http]
        port = 0
        %s
        """.formatted(folder.getFileName(), discoveryPort, more);
    Init.run(new Init.Request(folder, Optional.of(network), config));
    return new IdleNode(
        new ProcessBuilder(launcher.toString(), "run", "--data-dir", folder.toString()).start());
  }

  void awaitReady() {
    if (!ready.join()) {
      throw new IllegalStateException("a daemon did not start");
    }
  }

  /** Waits so long, while the daemon goes on. */
  void stayFor(long seconds) throws InterruptedException {
    if (process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a daemon ended");
    }
  }

  /** Resident memory, as the kernel counts it (proc(5), VmRSS). */
  double residentMb() throws IOException {
    String line = Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
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
          ready.complete(true);
        }
      }
    } catch (IOException ended) {
      // The daemon has gone, and with it its voice.
    } finally {
      ready.complete(false);
    }
  }
}
