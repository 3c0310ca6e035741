package org.sheratan.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.tls.CertificateFingerprint;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.secure.NetworkKey;

/**
 * The packaged daemon on its own runtime: from its start until it is ready, and its resident memory some time later,
 * with and without the archive of loaded classes, then with the status page open, and with it open by TLS as well; and
 * beside it mosquitto and nats-server as Debian has them, in turn. One UDP link and one emulated RNode. Medians of the
 * rounds. Processor time until ready stands beside, because it says
 * the same on a machine that has other work. System properties {@code sheratan.bench.seconds} (20) and
 * {@code sheratan.bench.rounds} (5) make it shorter.
 */
final class FootprintBench implements Benchmark {
  private static final double WANTED_READY_MS = 1000;
  private static final double WANTED_RATIO = 0.6;
  private static final double WANTED_MB = 80;
  private static final int PASSWORD_BYTES = 12;
  private static final Map<String, String> WITHOUT = Map.of("SHERATAN_JAVA_OPTS", "-Xshare:off");

  /**
   * @param readyMs from the start of the launcher
   * @param readyCpuMs processor time of that
   */
  record Start(double readyMs, double readyCpuMs, double residentMb) {}

  /**
   * @param pageMb resident while the page is open on this machine
   * @param tlsMb resident while it is open by TLS too
   */
  private record Opened(Start start, double pageMb, double tlsMb) {}

  /** One thing that is measured, over its rounds. */
  private record Row(String name, List<Start> starts) {
    double median(ToDoubleFunction<Start> what) {
      return Crew.median(starts.stream().map(what::applyAsDouble).toList());
    }
  }

  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public String setting() {
    return "real daemons of target/packaging/root-" + architecture()
        + ", one emulated RNode each; brokers of Debian";
  }

  @Override
  public List<Figure> run() throws Exception {
    int seconds = Integer.getInteger("sheratan.bench.seconds", 20);
    int rounds = Integer.getInteger("sheratan.bench.rounds", 5);
    List<Opened> opened = new ArrayList<>();
    Row ours = new Row("footprint", new ArrayList<>());
    Row plain = new Row("footprint.no-archive", new ArrayList<>());
    Row mosquitto = new Row("footprint.mosquitto", new ArrayList<>());
    Row nats = new Row("footprint.nats", new ArrayList<>());
    List<Double> loads = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      opened.add(start(Map.of(), seconds));
      ours.starts().add(opened.getLast().start());
      plain.starts().add(start(WITHOUT, seconds).start());
      mosquitto.starts().add(broker(BrokerPeer::mosquitto, seconds));
      nats.starts().add(broker(BrokerPeer::nats, seconds));
      loads.add(load());
      for (Row row : List.of(ours, plain, mosquitto, nats)) {
        System.err.printf("round %d of %d, load %.1f: %s %s%n", round + 1, rounds, loads.getLast(),
            row.name(),
            row.starts().getLast());
      }
      System.err.println(opened.getLast());
    }
    List<Figure> figures = new ArrayList<>(goals(ours, plain, opened, seconds));
    for (Row row : List.of(ours, plain, mosquitto, nats)) {
      figures.add(Figure.alone(row.name() + ".ready", row.median(Start::readyMs), "ms"));
      figures.add(Figure.alone(row.name() + ".resident", row.median(Start::residentMb), "MB"));
    }
    figures.add(Figure.alone("footprint.page-by-tls.resident",
        Crew.median(opened.stream().map(Opened::tlsMb).toList()), "MB"));
    // The brokers' is less than the 10 ms in which it is counted.
    for (Row row : List.of(ours, plain)) {
      figures.add(Figure.alone(row.name() + ".ready.cpu", row.median(Start::readyCpuMs), "ms"));
    }
    figures.add(Figure.alone("footprint.load, a minute's", Crew.median(loads), "ready tasks"));
    return figures;
  }

  private static List<Figure> goals(Row ours, Row plain, List<Opened> opened, int seconds) {
    return List.of(
        Figure.atMost("footprint.goal.ready", ours.median(Start::readyMs), "ms", "the goal", WANTED_READY_MS),
        Figure.atMost("footprint.goal.ready.share",
            ours.median(Start::readyMs) / plain.median(Start::readyMs),
            "of that without archive", "the goal", WANTED_RATIO),
        Figure.atMost("footprint.goal.cpu.share",
            ours.median(Start::readyCpuMs) / plain.median(Start::readyCpuMs), "of that without archive",
            "the goal", WANTED_RATIO),
        Figure.atMost("footprint.goal.resident",
            Crew.median(opened.stream().map(Opened::pageMb).toList()), "MB",
            "the goal, the page open for " + seconds + " s", WANTED_MB));
  }

  /** How many tasks wanted a processor, over the last minute (proc(5), loadavg). */
  private static double load() throws Exception {
    return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
  }

  /** A broker on a free port. */
  private interface Broker {
    BrokerPeer start(Path folder, int port) throws Exception;
  }

  private static Start broker(Broker broker, int seconds) throws Exception {
    Path folder = Files.createTempDirectory("sheratan-footprint");
    try (BrokerPeer peer = broker.start(folder, IdleBench.freePort())) {
      return peer.after(seconds);
    } finally {
      IdleBench.delete(folder);
    }
  }

  private static Opened start(Map<String, String> environment, int seconds) throws Exception {
    Path folder = Files.createTempDirectory("sheratan-footprint");
    Path modem = folder.resolve("modem");
    Process emulator = new ProcessBuilder(IdleBench.launcher().toString(), "dev", "rnode-emulator", "--pty",
        modem.toString()).redirectErrorStream(true).start();
    try {
      // It says where it is, and then what happens, which nobody needs.
      emulator.inputReader().readLine();
      NetworkKey network = NetworkKey.generate(new SystemRandomness());
      String radio = "[radio]\nboard = \"modem\"\nport = \"%s\"\nregion = \"EU868\"\nairtime_dir = \"%s\"\n"
          .formatted(modem, folder.resolve("airtime"));
      try (IdleNode node = IdleNode.start(packaged(), folder.resolve("node"), network, IdleBench.freePort(),
          radio,
          environment)) {
        double readyMs = node.readyMs();
        node.stayFor(seconds);
        Start start = new Start(readyMs, node.readyCpuMs(), node.residentMb());
        return opened(folder.resolve("node"), node, start, seconds);
      }
    } finally {
      emulator.destroy();
      emulator.waitFor();
      IdleBench.delete(folder);
    }
  }

  private static Opened opened(Path folder, IdleNode node, Start start, int seconds) throws Exception {
    Json.Obj page = ask("page", folder);
    String password = new SystemRandomness().next(PASSWORD_BYTES).toHex();
    Json.Obj first = Json.Obj.EMPTY.with("setup_code", page.get("setup_code"))
        .with("new_password", password);
    try (OpenPage _ = new OpenPage(text(page, "address"), Optional.empty(), first)) {
      node.stayFor(seconds);
      double pageMb = node.residentMb();
      Json.Obj lan = ask("lan on", folder);
      String address = "https://127.0.0.1:" + URI.create(text(lan, "address")).getPort() + "/";
      try (OpenPage _ = new OpenPage(address,
          Optional.of(CertificateFingerprint.parse(text(lan, "fingerprint"))),
          Json.Obj.EMPTY.with("password", password))) {
        node.stayFor(seconds);
        return new Opened(start, pageMb, node.residentMb());
      }
    }
  }

  private static Json.Obj ask(String command, Path folder) throws Exception {
    List<String> words = new ArrayList<>(List.of(packaged().toString()));
    words.addAll(List.of(command.split(" ")));
    words.addAll(List.of("--json", "--data-dir", folder.toString()));
    Process process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return JsonReader.readObject(Bytes.copyOf(process.getInputStream().readAllBytes()));
  }

  private static String text(Json.Obj from, String field) {
    return Fields.of(from).text(field, Integer.MAX_VALUE);
  }

  private static Path packaged() throws Exception {
    Path program = IdleBench.launcher().resolveSibling("target").resolve("packaging")
        .resolve("root-" + architecture()).resolve("usr/bin/sheratan");
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException(
          "there is no " + program + ": run packaging/build root " + architecture());
    }
    return program;
  }

  /** As Debian names it. */
  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : System.getProperty("os.arch");
  }
}
