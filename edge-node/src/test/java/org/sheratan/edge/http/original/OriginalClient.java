package org.sheratan.edge.http.original;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonLimits;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;

/** Speaks as clients of the original do: JSON over HTTP, without a token. */
public final class OriginalClient implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  /** What was answered. */
  public record Reply(int status, String text, HttpResponse<byte[]> whole) {
    public Json json() {
      return JsonReader.read(Bytes.utf8(text), JsonLimits.ours(64 << 20));
    }

    public Json.Obj object() {
      return (Json.Obj) json();
    }

    public Json get(String name) {
      return object().get(name);
    }

    public String word(String name) {
      return get(name) instanceof Json.Text(String word) ? word : "";
    }

    public String header(String name) {
      return whole.headers().firstValue(name).orElse("");
    }
  }

  public OriginalClient(int port) {
    this.port = port;
  }

  public Reply get(String path) {
    return call("GET", path, "");
  }

  public Reply post(String path, String body) {
    return call("POST", path, body);
  }

  public Reply call(String method, String path, String body) {
    return call(method, path, body.getBytes(StandardCharsets.UTF_8));
  }

  public Reply call(String method, String path, byte[] body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .method(method, body.length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body));
    if (body.length > 0) {
      request.header("Content-Type", "application/json");
    }
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(answer.statusCode(), Bytes.copyOf(answer.body()).toUtf8(), answer);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
