package org.sheratan.edge.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.sheratan.core.store.disk.PrivateFiles;
import org.sheratan.edge.http.route.AccessToken;
import org.sheratan.kernel.MalformedException;

/**
 * What a running node leaves in its data folder so that the CLI finds it: {@code api-token} (private, one line) and
 * {@code api-address} (one line, {@code http://HOST:PORT}, written once the port is bound).
 */
public record ApiFolder(Path dataFolder) {
  public Path tokenFile() {
    return dataFolder.resolve("api-token");
  }

  public Path addressFile() {
    return dataFolder.resolve("api-address");
  }

  public AccessToken readToken() throws IOException {
    return AccessToken.parse(line(tokenFile()));
  }

  /** Appears whole and already private, or not at all. */
  public void writeToken(AccessToken token) throws IOException {
    replace(tokenFile(), token.secret());
  }

  /** Such as {@code http://127.0.0.1:8081}. */
  public String readAddress() throws IOException {
    String address = line(addressFile());
    if (!address.matches("http://[A-Za-z0-9.:\\[\\]%-]+:[0-9]{1,5}")) {
      throw new MalformedException("api address", 0, "expected http://HOST:PORT in " + addressFile());
    }
    return address;
  }

  public void writeAddress(InetSocketAddress bound) throws IOException {
    String host = bound.getAddress().isAnyLocalAddress() ? "127.0.0.1" : bound.getAddress().getHostAddress();
    replace(addressFile(),
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort());
  }

  /** A power cut must not leave an empty token behind, with which the node would never start again. */
  private static void replace(Path file, String text) throws IOException {
    PrivateFiles.replace(file, (text + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static String line(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
  }
}
