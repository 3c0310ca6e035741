package org.sheratan.edge.http.original;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawClient;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.original.OriginalClient.Reply;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.NodeGate;
import org.sheratan.edge.relay.KeptJson;
import org.sheratan.edge.relay.Relay;
import org.sheratan.edge.relay.WorkerBook;
import org.sheratan.edge.trace.TraceLog;

/** The API of the original over a node, on a free loopback port, and a client of it. */
final class OriginalApi implements AutoCloseable {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final OriginalServer server;
  private final OriginalClient client;
  private final Path hosts;
  private boolean temporary;

  OriginalApi(NodeGate node) {
    this(node, Optional.empty());
  }

  OriginalApi(NodeGate node, Optional<TraceLog> trace) {
    this(node, trace, temporary());
    temporary = true;
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("sheratan-hosts").resolve("hosts.json");
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** @param hosts the file in which hosts are kept */
  OriginalApi(NodeGate node, Optional<TraceLog> trace, Path hosts) {
    this.hosts = hosts;
    try {
      server = OriginalServer.start(HttpSettings.loopback(0),
          new ApiParts(node, RunningApi.TOKEN, RunningApi.tokens(), FakeNode.NETWORK, RunningApi.CLOCK,
              executor, FakeNode.LINKS,
              Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
              trace, Optional.empty(), false),
          new Relay(new WorkerBook(), Optional.empty()), new KeptJson(hosts));
      client = new OriginalClient(server.address().getPort());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  int port() {
    return server.address().getPort();
  }

  Reply get(String path) {
    return client.get(path);
  }

  Reply post(String path, String body) {
    return client.post(path, body);
  }

  Reply call(String method, String path, String body) {
    return client.call(method, path, body);
  }

  RawClient connect() throws IOException {
    return new RawClient(server.address().getPort());
  }

  @Override
  public void close() {
    client.close();
    server.close();
    executor.shutdownNow();
    if (temporary) {
      try {
        Files.deleteIfExists(hosts);
        Files.delete(hosts.getParent());
      } catch (IOException refused) {
        throw new UncheckedIOException(refused);
      }
    }
  }
}
