package org.sheratan.edge.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.AccessRecord;
import org.sheratan.edge.access.AccessToken;
import org.sheratan.edge.access.Issue;
import org.sheratan.edge.access.Scope;
import org.sheratan.edge.access.TokenBook;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.LanGate;
import org.sheratan.edge.http.route.NodeGate;
import org.sheratan.edge.http.route.PacketLog;
import org.sheratan.edge.http.route.RadioGate;
import org.sheratan.edge.http.route.RegionGate;
import org.sheratan.edge.relay.RelayDesk;
import org.sheratan.edge.trace.TraceLog;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Now;

/** The API over a {@link FakeNode}, on a free loopback port. */
public final class RunningApi implements AutoCloseable {
  public static final AccessToken TOKEN = AccessToken.parse("test-token-0123456789abcdef");
  public static final Clock CLOCK = () -> Now.monotonic(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));

  private static final SystemRandomness RANDOM = new SystemRandomness();

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ApiParts parts;
  private final HttpServer server;
  private final Access access = new Access(record -> {}, AccessRecord.FRESH, RANDOM, CLOCK);
  private final TokenBook named = tokens();
  private final PacketLog packets = new PacketLog(CLOCK);

  public RunningApi(NodeGate node) throws IOException {
    this(node, HttpSettings.loopback(0));
  }

  /** For a test's field, marked {@link org.junit.jupiter.api.AutoClose}. */
  public static RunningApi over(NodeGate node) {
    return over(node, HttpSettings.loopback(0));
  }

  static RunningApi over(NodeGate node, HttpSettings settings) {
    try {
      return new RunningApi(node, settings);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  public RunningApi(NodeGate node, HttpSettings settings) throws IOException {
    this(node, settings, Optional.empty());
  }

  public RunningApi(NodeGate node, HttpSettings settings, Optional<RadioGate> radio) throws IOException {
    this(node, settings, radio, Optional.empty(), Optional.empty());
  }

  public RunningApi(NodeGate node, HttpSettings settings, Optional<RadioGate> radio,
      Optional<RegionGate> region, Optional<LanGate> lan) throws IOException {
    this(node, settings, radio, region, lan, Optional.empty(), Optional.empty());
  }

  /** With a trace to read. */
  public RunningApi(NodeGate node, TraceLog trace) throws IOException {
    this(node, HttpSettings.loopback(0), Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.of(trace), Optional.empty());
  }

  /** With jobs for workers outside. */
  public RunningApi(NodeGate node, RelayDesk relay) throws IOException {
    this(node, HttpSettings.loopback(0), Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.of(relay));
  }

  private RunningApi(NodeGate node, HttpSettings settings, Optional<RadioGate> radio,
      Optional<RegionGate> region, Optional<LanGate> lan, Optional<TraceLog> trace,
      Optional<RelayDesk> relay) throws IOException {
    parts = new ApiParts(node, TOKEN, named, FakeNode.NETWORK, CLOCK, executor, FakeNode.LINKS, radio, region,
        Optional.of(packets), lan, trace, relay, false);
    server = HttpServer.start(settings, parts, access, RANDOM);
  }

  ApiParts parts() {
    return parts;
  }

  /** Where a test puts what goes over the air. */
  public PacketLog packets() {
    return packets;
  }

  /** None yet. */
  public static TokenBook tokens() {
    return TokenBook.inMemory(RANDOM, CLOCK);
  }

  /** The header of a new token of that scope; its name is the scope's word. */
  public String bearer(Scope scope) throws IOException {
    return bearer(scope.word(), scope);
  }

  public String bearer(String name, Scope scope) throws IOException {
    return "Authorization: Bearer "
        + ((Issue.Made) named.create(name, scope, Optional.empty())).secret().secret();
  }

  /** Tokens given to others. */
  public TokenBook named() {
    return named;
  }

  /** Who may sign in. */
  public Access access() {
    return access;
  }

  public HttpServer server() {
    return server;
  }

  public int port() {
    return server.address().getPort();
  }

  public RawClient connect() throws IOException {
    return new RawClient(port());
  }

  /** One request on a connection of its own, with the right Host and token. */
  public RawResponse call(String method, String target, String body, String... headers) throws IOException {
    try (RawClient client = connect()) {
      client.send(RawClient.request(method, target, body, headers));
      return client.response(method.equals("HEAD"));
    }
  }

  public RawResponse get(String target) throws IOException {
    return call("GET", target, "");
  }

  public RawResponse post(String target, String body, String... headers) throws IOException {
    return call("POST", target, body, headers);
  }

  @Override
  public void close() {
    server.close();
    executor.shutdownNow();
  }
}
