package org.sheratan.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.edge.tls.CertificateFingerprint;
import org.sheratan.edge.tls.PinnedTrust;

/** What a browser does that has the status page open: fetches its files, signs in, and listens to the events. */
final class OpenPage implements AutoCloseable {
  private static final List<String> FILES = List.of("", "page/style.css", "page/main.js", "page/airtime.js",
      "page/api.js", "page/dom.js", "page/events.js", "page/format.js", "page/graph.js", "page/jobs.js",
      "page/links.js", "page/log.js", "page/messages.js", "page/peers.js", "page/signin.js",
      "page/standing.js", "page/store.js",
      "page/words.js", "page/words.json", "page/icon.svg", "api/v1/session");
  private static final int FIRST_REFUSAL = 300;
  private static final Duration WAIT = Duration.ofSeconds(30);

  private final String address;
  private final HttpClient client;

  /**
   * @param address such as {@code http://127.0.0.1:8081/}
   * @param certificate of an address by TLS
   * @param words those that sign in
   */
  OpenPage(String address, Optional<CertificateFingerprint> certificate, Json.Obj words) throws Exception {
    this.address = address;
    HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    certificate.map(PinnedTrust::context).ifPresent(builder::sslContext);
    this.client = builder.build();
    for (String file : FILES) {
      answered(client.send(request(file).build(), HttpResponse.BodyHandlers.ofByteArray()));
    }
    HttpResponse<byte[]> session = client.send(
        request("api/v1/session").header("Origin", address.substring(0, address.length() - 1))
            .header("X-Sheratan-Page", "1").header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(CanonicalJson.text(words))).build(),
        HttpResponse.BodyHandlers.ofByteArray());
    answered(session);
    String cookie = session.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    InputStream events = answered(client.send(request("api/v1/events").header("Cookie", cookie).build(),
        HttpResponse.BodyHandlers.ofInputStream()));
    Thread.ofPlatform().daemon().start(() -> listen(events));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(WAIT);
  }

  private static <T> T answered(HttpResponse<T> answer) throws IOException {
    if (answer.statusCode() >= FIRST_REFUSAL) {
      throw new IOException(answer.uri() + " answers " + answer.statusCode());
    }
    return answer.body();
  }

  private static void listen(InputStream events) {
    try {
      events.transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      // The page was closed, or the daemon ended.
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
