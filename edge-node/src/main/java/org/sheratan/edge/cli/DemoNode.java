package org.sheratan.edge.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;

/** One node of the demo: an operating-system process, started as an operator would start it. */
final class DemoNode {
  private static final long STOP_S = 5;

  private final String name;
  private final Path folder;
  private final Process process;

  private DemoNode(String name, Path folder, Process process) {
    this.name = name;
    this.folder = folder;
    this.process = process;
  }

  /** Runs {@code sheratan run} on {@code folder}; what it says goes to {@code log}. */
  static DemoNode start(String name, Path folder, Path log) throws IOException {
    List<String> command = new ArrayList<>(program());
    command.addAll(List.of("run", "--data-dir", folder.toString(), "--until-stdin-closes"));
    // Its input is a pipe that nobody writes to: it ends with us, however we end.
    Process process = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    return new DemoNode(name, folder, process);
  }

  /** The launcher that started this program, or else the same Java with the same class path. */
  static List<String> program() {
    String launcher = System.getProperty("sheratan.launcher", "");
    if (!launcher.isEmpty()) {
      return List.of(launcher);
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return List.of(java.toString(), "-XX:+UseSerialGC", "-Xmx32m", "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"), Sheratan.class.getName());
  }

  String name() {
    return name;
  }

  Path folder() {
    return folder;
  }

  /** The launcher becomes the node: this is the node's own process id. */
  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  Api api() throws CommandFailure {
    return Api.open(folder);
  }

  /** SIGKILL: no word of goodbye, nothing flushed. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  /** SIGTERM, to be followed by {@link #stopped}. */
  void stop() {
    process.destroy();
  }

  /** Returns once it is gone, by force if it must be. */
  void stopped() {
    if (!await()) {
      process.destroyForcibly();
      await();
    }
  }

  private boolean await() {
    try {
      return process.waitFor(STOP_S, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
