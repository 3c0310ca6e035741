package org.sheratan.edge.wiring;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.sheratan.core.message.MessageObserver;
import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.node.Node;
import org.sheratan.core.node.NodeParts;
import org.sheratan.core.tool.local.LocalToolRunner;
import org.sheratan.core.tool.local.ToolLimits;
import org.sheratan.core.trace.Decision;
import org.sheratan.core.trace.DecisionLine;
import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.AccessToken;
import org.sheratan.edge.access.TokenBook;
import org.sheratan.edge.clock.GpsdClient;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.daemon.EffectRunner;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Fatal;
import org.sheratan.edge.daemon.Inbox;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.daemon.NodeLoop;
import org.sheratan.edge.daemon.ServiceNotice;
import org.sheratan.edge.daemon.Shutdown;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.daemon.Threads;
import org.sheratan.edge.http.ApiFolder;
import org.sheratan.edge.http.HttpServer;
import org.sheratan.edge.http.LocalApi;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.node.BuildVersion;
import org.sheratan.edge.http.original.JobStory;
import org.sheratan.edge.http.original.OriginalServer;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.LanGate;
import org.sheratan.edge.http.route.PacketLog;
import org.sheratan.edge.relay.KeptJson;
import org.sheratan.edge.relay.Relay;
import org.sheratan.edge.relay.RelayTool;
import org.sheratan.edge.trace.TraceLog;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.lora.LoraStation;
import org.sheratan.radio.link.udp.UdpConfig;
import org.sheratan.radio.link.udp.UdpLink;
import org.sheratan.radio.mesh.engine.MeshEngine;
import org.sheratan.radio.secure.Fingerprint;
import org.sheratan.radio.secure.NetworkKey;
import org.sheratan.radio.secure.Sessions;

/** One node with all its real parts, from the locked folder up to the listening API. */
final class RunningNode implements AutoCloseable {
  private static final long RESCAN_MS = 3_000;
  private static final long LOOK_MS = 10_000;
  private static final long JOIN_MS = 15_000;
  private static final long BYTES_OF_A_MB = 1_000_000;
  private static final String EVERYWHERE = "0.0.0.0";

  private final Config config;
  private final Access access;
  private final DataFolder folder;
  private final Shutdown shutdown;
  private final ServiceNotice service;
  private final Optional<OpenConsole> console;
  private final TakeDown takeDown = new TakeDown();
  private final SystemClock clock = new SystemClock();
  private final SystemRandomness randomness = new SystemRandomness();
  private final Inbox inbox = new Inbox();
  private final PacketLog packets = new PacketLog(clock);
  private final OpenLinks links = new OpenLinks(inbox, packets, packets);
  private Optional<LoraStation> station = Optional.empty();
  private Optional<TraceLog> trace = Optional.empty();
  private Storage storage;
  private Card card;
  private NodeId id;
  private int udpPort;
  private int httpPort;

  private RunningNode(Config config, Access access, Shutdown shutdown, ServiceNotice service,
      Optional<OpenConsole> console) {
    this.config = config;
    this.access = access;
    this.folder = new DataFolder(config.node().dataFolder());
    this.shutdown = shutdown;
    this.service = service;
    this.console = console;
  }

  /** @throws StartRefusal when a part is refused; whatever was set up before it has been taken down again */
  static RunningNode start(Config config, Access access, Shutdown shutdown, ServiceNotice service,
      Optional<OpenConsole> console)
      throws StartRefusal {
    RunningNode running = new RunningNode(config, access, shutdown, service, console);
    boolean started = false;
    try {
      running.start();
      started = true;
      return running;
    } finally {
      if (!started) {
        running.close();
      }
    }
  }

  /** Says that everything is up. */
  void ready() {
    try {
      storage.starting().close();
    } catch (IOException left) {
      Log.warn("stop-failed", "part", "starting", "why", left);
    }
    Log.ready("name", card.name(), "id", id.shortName(), "http_port", httpPort, "udp_port", udpPort, "data",
        folder.top());
    service.ready();
  }

  @Override
  public void close() {
    takeDown.run();
  }

  private void start() throws StartRefusal {
    Threads threads = new Threads(new Fatal());
    takeDown.add("threads", threads::close);
    NodeTools tools = NodeTools.of(config, Path.of("/"), threads::after, clock);
    card = NodeChoices.card(config, tools);
    NetworkKey network = networkKey();
    storage = Storage.open(folder, randomness, takeDown);
    threads.every(LOOK_MS, new SpareWatch(storage.spare()));
    openRelay(tools.relay(), threads);
    id = storage.identity().id();
    Log.info("identity", "name", card.name(), "id", id.toHex(), "fingerprint", Fingerprint.of(id));
    keepTime(threads);
    EffectRunner effects = new EffectRunner(inbox, toolRunner(threads, tools), threads.disk(),
        threads.connections(), clock, trail(threads));
    effects.tapBy(packets);
    if (!storage.store().doubt().isEmpty()) {
      Sessions.discard(storage.store());
    }
    SeededEntropy entropy = new SeededEntropy(randomness.seed());
    MeshEngine mesh = new MeshEngine(storage.identity(), network, storage.store().epoch(), storage.store(),
        randomness,
        entropy.fork("mesh"), card, clock.now());
    Node node = new Node(
        new NodeParts(storage.identity(), network.id(), mesh, storage.store(), tools.catalog(), card,
            NodeChoices.settings(config), entropy.fork("node"), JobObserver.NONE,
            MessageObserver.NONE));
    List<LinkEndpoint> namedPeers = config.udp().peers().stream().map(LinkEndpoint::new).toList();
    NodeLoop loop = new NodeLoop(new NodeHeart(node, mesh, namedPeers), inbox, clock, effects,
        service);
    openLinks(threads);
    openRadio(threads, entropy.fork("radio"));
    beat(loop, threads);
    threads.every(LOOK_MS, new TrafficWatch(effects::ask, links, clock));
    ApiFolder api = new ApiFolder(folder.top());
    Optional<LanDoor> lan = config.http().enabled()
        ? Optional.of(new LanDoor(config, EVERYWHERE, access, randomness))
        : Optional.empty();
    ApiParts parts = apiParts(api, effects, network, threads, lan, tools.relay());
    openApi(api, parts);
    keepWorkers(effects, tools.relay(), threads);
    openOriginal(parts, tools.relay());
    lan.ifPresent(door -> openLan(door, parts, threads));
    leaveWord();
    // Last: what the console calls up can be refused no more.
    attachConsole(parts);
  }

  private NetworkKey networkKey() throws StartRefusal {
    Path file = config.network().keyFile();
    try {
      if (!Files.exists(file)) {
        throw new StartRefusal(ExitStatus.NOT_FOUND, "no network key in " + file,
            "sheratan init --data-dir " + folder.top());
      }
      return NetworkKeyText.parse(SecretFile.read(file), file.toString());
    } catch (IOException refused) {
      throw DataFolder.refusal(file, refused);
    }
  }

  private LocalToolRunner toolRunner(Threads threads, NodeTools tools) throws StartRefusal {
    Path workspace = config.worker().workspace();
    DataFolder.create(workspace);
    ToolLimits limits = ToolLimits.STANDARD.withIoBytesPerSecond(config.worker().ioBytesPerSecond());
    try {
      LocalToolRunner runner = new LocalToolRunner(threads.tools(), workspace, limits, clock, this::pause,
          tools.catalog(), tools.more());
      takeDown.add("tools", runner::stopAll);
      return runner;
    } catch (IOException refused) {
      throw DataFolder.refusal(workspace, refused);
    }
  }

  /** The data folder is locked: whatever lies there is left of an earlier start. */
  private void openRelay(Relay relay, Threads threads) throws StartRefusal {
    if (relay.tool().isPresent()) {
      RelayTool tool = relay.tool().get();
      takeDown.add("relay", tool::close);
      try {
        tool.open();
      } catch (IOException refused) {
        throw DataFolder.refusal(config.tool().relay().folder(), refused);
      }
      threads.start("relay", tool);
    }
  }

  private Consumer<Decision> trail(Threads threads) {
    int traceMb = config.log().traceMb();
    if (traceMb == 0) {
      return decision -> {
        // Nobody wants to know why.
      };
    }
    TraceLog log = new TraceLog(folder.top(), traceMb * BYTES_OF_A_MB,
        new DecisionLine(BuildVersion.text(), false));
    threads.start("trace", log);
    takeDown.add("trace", log::close);
    trace = Optional.of(log);
    return log;
  }

  private boolean pause(long ms) {
    try {
      return !shutdown.await(ms);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void keepTime(Threads threads) {
    SavedTime saved = new SavedTime(folder.timeFile(), clock, clock::onSaved);
    saved.load();
    threads.connections().execute(() -> saved.keep(this::pause));
    takeDown.add("time", saved::save);
    String gpsd = config.clock().gpsd();
    if (!gpsd.isEmpty()) {
      GpsdClient client = new GpsdClient(gpsd, this::pause, clock, new GpsWatch(gpsd, clock));
      threads.connections().execute(client);
      takeDown.add("gpsd", client::close);
    }
  }

  private void openLinks(Threads threads) throws StartRefusal {
    Config.Udp udp = config.udp();
    if (!udp.enabled()) {
      return;
    }
    try {
      UdpConfig settings = new UdpConfig("udp", udp.interfaces(), udp.port(), udp.discoveryPort());
      UdpLink link = links.udp(settings.name(),
          listener -> UdpLink.open(settings, clock, threads.links(), listener));
      takeDown.add("udp", link::close);
      udpPort = link.unicastPort();
      threads.every(RESCAN_MS, link::rescan);
    } catch (IOException refused) {
      throw bindRefusal("UDP port " + udp.port(), "[udp] port", refused);
    }
  }

  private void openRadio(Threads threads, Entropy entropy) throws StartRefusal {
    if (config.radio().enabled()) {
      OpenRadio opened = links
          .lora(listener -> OpenRadio.open(config.radio(), clock, threads, entropy, listener));
      takeDown.add("radio", opened::close);
      station = Optional.of(opened.station());
    }
  }

  private void beat(NodeLoop loop, Threads threads) {
    Thread node = threads.start("node", loop);
    takeDown.add("node", () -> {
      inbox.close();
      if (!node.join(Duration.ofMillis(JOIN_MS))) {
        Log.error("stalled", "turn_ms", loop.turnMs());
      }
    });
    threads.every(LOOK_MS, new Look(inbox, loop));
  }

  private void openLan(LanDoor lan, ApiParts parts, Threads threads) {
    takeDown.add("lan", lan::close);
    lan.serve(parts);
    threads.every(RESCAN_MS, lan::look);
  }

  private ApiParts apiParts(ApiFolder api, EffectRunner effects, NetworkKey network, Threads threads,
      Optional<LanDoor> lan, Relay relay) throws StartRefusal {
    AccessToken token = config.http().enabled() ? token(api) : AccessToken.generate(randomness);
    return new ApiParts(effects::ask, token, tokens(threads), network.id(), clock, threads.connections(),
        links,
        station.map(running -> new GatedRadio(running, clock)),
        Optional.of(new RegionSetting(config, station, clock)), Optional.of(packets),
        lan.map(LanGate.class::cast), trace, relay.tool().map(RelayTool::desk), false);
  }

  /** The console asks in process, whether or not the API listens. */
  private void attachConsole(ApiParts parts) {
    if (console.isPresent()) {
      LocalApi local = new LocalApi(parts);
      takeDown.add("local-api", local::close);
      console.get().onRunning(local, config.http(), httpPort);
    }
  }

  private void openApi(ApiFolder api, ApiParts parts) throws StartRefusal {
    Config.Http http = config.http();
    if (!http.enabled()) {
      return;
    }
    HttpSettings settings = HttpSettings.loopback(http.port())
        .withBind(http.address(), WebNames.of(config))
        .withLimits(http.maxConnections(), HttpSettings.DEFAULT_MAX_BODY_BYTES);
    try {
      HttpServer server = HttpServer.start(settings, parts, access, randomness);
      takeDown.add("http", server::close);
      httpPort = server.address().getPort();
      leaveAddress(api, server.address());
    } catch (IOException refused) {
      throw bindRefusal("HTTP address " + http.address() + " port " + http.port(), "[http] port", refused);
    }
  }

  /** Workers outside are known from start to start, and told of the missions of their jobs. */
  private void keepWorkers(EffectRunner effects, Relay relay, Threads threads) {
    KeptWorkers workers = new KeptWorkers(relay.workers(),
        new KeptJson(folder.workersFile()), clock);
    workers.load();
    threads.every(KeptWorkers.EVERY_MS, workers::save);
    takeDown.add("workers", workers::save);
    relay.tool().ifPresent(tool -> tool.knowing(new JobStory(effects::ask)));
  }

  /** For clients of Sheratan Core v2, where the operator wants that. */
  private void openOriginal(ApiParts parts, Relay relay) throws StartRefusal {
    Config.Http http = config.http();
    if (!http.enabled() || !http.original()) {
      return;
    }
    HttpSettings settings = HttpSettings.loopback(http.originalPort()).withLimits(http.maxConnections(),
        HttpSettings.DEFAULT_MAX_BODY_BYTES);
    try {
      OriginalServer server = OriginalServer.start(settings, parts, relay,
          new KeptJson(folder.hostsFile()));
      takeDown.add("original", server::close);
      Log.info("original", "address", "127.0.0.1:" + server.address().getPort());
    } catch (IOException refused) {
      throw bindRefusal("HTTP address 127.0.0.1 port " + http.originalPort(), "[http] original_port",
          refused);
    }
  }

  private void leaveAddress(ApiFolder api, InetSocketAddress bound) throws StartRefusal {
    try {
      takeDown.add("api-address", storage.spare().withRoom(() -> api.leaveAddress(bound))::close);
    } catch (IOException refused) {
      // Without it no command finds the node.
      throw DataFolder.refusal(api.addressFile(), refused);
    }
    Log.info("http", "address", bound.getHostString() + ":" + bound.getPort());
  }

  private TokenBook tokens(Threads threads) {
    TokenBook tokens = TokensFile.open(folder, randomness, clock);
    threads.every(TokenBook.SAVE_MS, () -> TokensFile.keep(tokens));
    takeDown.add("tokens", tokens::close);
    return tokens;
  }

  private AccessToken token(ApiFolder api) throws StartRefusal {
    try {
      if (!Files.exists(api.tokenFile())) {
        api.writeToken(AccessToken.generate(randomness));
      }
      return AccessToken.parse(SecretFile.read(api.tokenFile()));
    } catch (MalformedException broken) {
      throw new StartRefusal(ExitStatus.AUTH, api.tokenFile() + ": " + broken.reason(),
          "remove it: the next start makes a new one");
    } catch (IOException refused) {
      throw DataFolder.refusal(api.tokenFile(), refused);
    }
  }

  /** On a disk that is full to the last byte the node has to be looked at, to see that it is. */
  private void leaveWord() {
    RunFile file = new RunFile(folder.runFile());
    try {
      takeDown.add("run.json", storage.spare()
          .withRoom(() -> file.write(card.name(), id.toHex(), httpPort, udpPort))::close);
    } catch (IOException refused) {
      Log.warn("no-word", "file", folder.runFile(), "why", refused);
    }
  }

  private static StartRefusal bindRefusal(String what, String key, IOException cause) {
    boolean taken = cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use");
    return taken
        ? new StartRefusal(ExitStatus.CONFLICT, what + " is taken by another program, perhaps another node",
            "stop it, or choose another " + key)
        : new StartRefusal(ExitStatus.FAILURE, what + " cannot be opened: " + cause.getMessage(), "");
  }
}
