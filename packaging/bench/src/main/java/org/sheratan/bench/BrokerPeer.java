package org.sheratan.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A broker that people run on such boards, as Debian packages it: on loopback, keeping what it is given on disk, without
 * a client. Its start ends when it takes a connection.
 */
final class BrokerPeer implements AutoCloseable {
  private static final long LONGEST_START_S = 30;
  private static final long STOP_S = 20;
  private static final long LOOK_MS = 2;

  private final Process process;
  private final double readyMs;
  private final double readyCpuMs;

  private BrokerPeer(Process process, double readyMs, double readyCpuMs) {
    this.process = process;
    this.readyMs = readyMs;
    this.readyCpuMs = readyCpuMs;
  }

  static BrokerPeer mosquitto(Path folder, int port) throws Exception {
    Files.createDirectories(folder);
    Path config = Files.writeString(folder.resolve("mosquitto.conf"), """
        listener %d 127.0.0.1
        allow_anonymous true
        persistence true
        persistence_location %s/
        """.formatted(port, folder));
    return start(port, program("mosquitto"), "-c", config.toString());
  }

  static BrokerPeer nats(Path folder, int port) throws Exception {
    return start(port, program("nats-server"), "--addr", "127.0.0.1", "--port", Integer.toString(port),
        "--jetstream", "--store_dir", folder.toString());
  }

  private static BrokerPeer start(int port, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(List.of(command))
        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    long beganNanos = System.nanoTime();
    Process process = builder.start();
    while (!answers(port)) {
      if (System.nanoTime() - beganNanos > TimeUnit.SECONDS.toNanos(LONGEST_START_S) || !process.isAlive()) {
        process.destroy();
        throw new IllegalStateException(command[0] + " did not start");
      }
      process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS);
    }
    double readyMs = (System.nanoTime() - beganNanos) / 1e6;
    return new BrokerPeer(process, readyMs, cpuMs(process));
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Debian has servers where only root looks for programs. */
  private static String program(String name) {
    return Stream.of("/usr/sbin", "/usr/bin").map(folder -> Path.of(folder, name)).filter(Files::isExecutable)
        .findFirst().map(Path::toString).orElseThrow(() -> new IllegalStateException(
            name + " is missing. On Debian: sudo apt install " + name));
  }

  /** Processor time of a process until now, to 10 ms. */
  static double cpuMs(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
  }

  /** As the node's (IdleNode): waits so long, and tells what the start took and what is resident then. */
  FootprintBench.Start after(long seconds) throws Exception {
    if (process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a broker ended");
    }
    return new FootprintBench.Start(readyMs, readyCpuMs, IdleNode.residentMb(process.pid()));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(STOP_S, TimeUnit.SECONDS).join();
  }
}
