package org.sheratan.edge.wiring;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A real {@code sheratan run} in a process of its own, as an operator would start it. */
final class NodeProcess implements AutoCloseable {
  private final Process process;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private final Thread reader;

  private NodeProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofPlatform().daemon().start(this::read);
  }

  static NodeProcess start(Path configFile) throws IOException {
    return new NodeProcess(new ProcessBuilder(command(configFile)).start());
  }

  /** As a service manager starts it, that reads in {@code notice} what the node says of itself. */
  static NodeProcess startAsService(Path configFile, Path notice) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(configFile));
    builder.environment().put("SHERATAN_NOTIFY", notice.toString());
    return new NodeProcess(builder.start());
  }

  /** Ends when {@link #closeInput} is called, or this process ends. */
  static NodeProcess startUntilInputCloses(Path configFile) throws IOException {
    List<String> command = new ArrayList<>(command(configFile));
    command.add("--until-stdin-closes");
    return new NodeProcess(new ProcessBuilder(command).start());
  }

  /** No file grows beyond {@code kib}: what a full disk looks like to the store. */
  static NodeProcess startWithSmallFiles(Path configFile, int kib) throws IOException {
    List<String> command = new ArrayList<>(
        List.of("bash", "-c", "ulimit -f " + kib + "; exec \"$@\"", "bash"));
    command.addAll(command(configFile));
    return new NodeProcess(new ProcessBuilder(command).start());
  }

  private static List<String> command(Path configFile) {
    String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
        "-Xmx48m",
        "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", classPath, "org.sheratan.edge.cli.Sheratan",
        "run",
        "--config", configFile.toString());
  }

  /** @throws IllegalStateException when it ended instead, with its log */
  NodeProcess awaitReady() {
    if (!ready.join()) {
      throw new IllegalStateException("it ended: " + log);
    }
    return this;
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  /** SIGTERM; returns the exit status. */
  int terminate() throws InterruptedException {
    process.destroy();
    return exitStatus();
  }

  int exitStatus() throws InterruptedException {
    int status = process.waitFor();
    reader.join();
    return status;
  }

  long pid() {
    return process.pid();
  }

  Process process() {
    return process;
  }

  /** Everything written to stderr so far. */
  List<String> log() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  boolean said(String text) {
    return log().stream().anyMatch(line -> line.contains(text));
  }

  @Override
  public void close() {
    kill();
  }

  private void read() {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        if (line.contains("event=ready")) {
          ready.complete(true);
        }
      }
    } catch (IOException killed) {
      // Being killed forcibly closes the stream under us: nothing more will be said.
    } finally {
      ready.complete(false);
    }
  }
}
