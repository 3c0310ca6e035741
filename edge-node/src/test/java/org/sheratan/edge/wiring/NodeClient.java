package org.sheratan.edge.wiring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.http.ApiFolder;
import org.sheratan.kernel.Bytes;

/** Speaks with a running node as a program would. Safe for several threads. */
final class NodeClient implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final String token;

  record Reply(int status, Json.Obj body) {
    String text(String name) {
      return body.get(name) instanceof Json.Text text ? text.value() : "";
    }

    boolean is(String name) {
      return body.get(name) instanceof Json.Bool flag && flag.value();
    }

    int count(String name) {
      return ((Json.Arr) body.get(name)).items().size();
    }
  }

  NodeClient(Path dataFolder) throws IOException {
    ApiFolder folder = new ApiFolder(dataFolder);
    this(folder.liveAddress().orElseThrow(), folder.readToken().secret());
  }

  private NodeClient(String address, String token) {
    this.address = address;
    this.token = token;
  }

  /** Who brings another token. */
  NodeClient as(String other) {
    return new NodeClient(address, other);
  }

  Reply get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  Reply submit(String kind, Json.Obj params) throws IOException, InterruptedException {
    return post("/api/v1/jobs", Json.Obj.EMPTY.with("kind", kind).with("params", params));
  }

  Reply submit(String kind, Json.Obj params, String key) throws IOException, InterruptedException {
    return post("/api/v1/jobs",
        Json.Obj.EMPTY.with("kind", kind).with("params", params).with("idempotency_key", key));
  }

  /** @param trust as the API spells it */
  Reply trust(String node, String trust) throws IOException, InterruptedException {
    return post("/api/v1/nodes/" + node + "/trust", Json.Obj.EMPTY.with("trust", trust));
  }

  Reply revoke(String node, String reason) throws IOException, InterruptedException {
    return post("/api/v1/nodes/" + node + "/revocation", Json.Obj.EMPTY.with("reason", reason));
  }

  Reply write(String to, String text, String priority, String key) throws IOException, InterruptedException {
    return post("/api/v1/messages",
        Json.Obj.EMPTY.with("to", to).with("text", text).with("priority", priority)
            .with("idempotency_key", key));
  }

  Reply acknowledge(String message) throws IOException, InterruptedException {
    return post("/api/v1/messages/" + message + "/ack", Json.Obj.EMPTY);
  }

  /** The message once it has ended. */
  Reply arrived(String message) throws IOException, InterruptedException {
    Reply reply = get("/api/v1/messages/" + message);
    while (!reply.is("ended")) {
      reply = get("/api/v1/messages/" + message + "?wait=20");
    }
    return reply;
  }

  Reply post(String path, Json.Obj body) throws IOException, InterruptedException {
    return send(request(path).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(CanonicalJson.text(body))).build());
  }

  /** Under an idempotency key. */
  Reply post(String path, Json.Obj body, String key) throws IOException, InterruptedException {
    return send(request(path).header("Content-Type", "application/json").header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.ofString(CanonicalJson.text(body))).build());
  }

  Reply delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE().build());
  }

  /** The job once it has ended. */
  Reply ended(String job) throws IOException, InterruptedException {
    Reply reply = get("/api/v1/jobs/" + job);
    while (!reply.is("ended")) {
      reply = get("/api/v1/jobs/" + job + "?wait=20&seen=" + reply.text("state"));
    }
    return reply;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token);
  }

  private Reply send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return new Reply(response.statusCode(), JsonReader.readObject(Bytes.copyOf(response.body())));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
