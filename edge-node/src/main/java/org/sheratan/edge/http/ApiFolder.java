package org.sheratan.edge.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.core.store.disk.PlainFile;
import org.sheratan.core.store.disk.PrivateFiles;
import org.sheratan.edge.access.AccessToken;
import org.sheratan.kernel.MalformedException;

/**
 * What a running node leaves in its data folder so that the CLI finds it: {@code api-token} (private, one line) and
 * {@code api-address} (one line, {@code http://HOST:PORT}, left once the port is bound).
 */
public record ApiFolder(Path dataFolder) {
  private static final int MAX_TOKEN_BYTES = 4096;

  public Path tokenFile() {
    return dataFolder.resolve("api-token");
  }

  public Path addressFile() {
    return dataFolder.resolve("api-address");
  }

  public AccessToken readToken() throws IOException {
    return AccessToken
        .parse(new String(PlainFile.read(tokenFile(), MAX_TOKEN_BYTES), StandardCharsets.ISO_8859_1).strip());
  }

  /** Appears whole and already private, or not at all. */
  public void writeToken(AccessToken token) throws IOException {
    // A power cut must not leave an empty token behind, with which the node would never start again.
    PrivateFiles.replace(tokenFile(), (token.secret() + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Such as {@code http://127.0.0.1:8081}; empty when the API that left it is gone, so that whoever has its port now gets no
   * token (docs/decisions/0133).
   */
  public Optional<String> liveAddress() throws IOException {
    Optional<String> address = LivingLine.read(addressFile());
    if (address.isPresent() && !address.get().matches("http://[A-Za-z0-9.:\\[\\]%-]+:[0-9]{1,5}")) {
      throw new MalformedException("api address", 0, "expected http://HOST:PORT in " + addressFile());
    }
    return address;
  }

  /** Left while a node is on its way up; worth nothing once its process is gone. */
  public Path startingFile() {
    return dataFolder.resolve("starting");
  }

  /** @return to be closed once the node is ready, or will not be */
  public Closeable leaveStarting() throws IOException {
    return LivingLine.leave(startingFile(), "starting");
  }

  /** Whether a living node is on its way up; false where this user may not know. */
  public boolean starting() {
    try {
      return LivingLine.read(startingFile()).isPresent();
    } catch (IOException absentOrClosed) {
      return false;
    }
  }

  /** @return to be closed, before the port is given back: that takes the address away */
  public Closeable leaveAddress(InetSocketAddress bound) throws IOException {
    String host = bound.getAddress().isAnyLocalAddress() ? "127.0.0.1" : bound.getAddress().getHostAddress();
    return LivingLine.leave(addressFile(),
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort());
  }
}
