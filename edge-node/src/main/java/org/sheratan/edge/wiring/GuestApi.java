package org.sheratan.edge.wiring;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.AccessRecord;
import org.sheratan.edge.access.AccessToken;
import org.sheratan.edge.access.TokenBook;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Fatal;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.daemon.Threads;
import org.sheratan.edge.http.ApiFolder;
import org.sheratan.edge.http.HttpServer;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.LinkCounts;
import org.sheratan.edge.http.route.NodeGate;
import org.sheratan.kernel.Bytes;

/** The API of a simulated node: on loopback, with a token of its own that ends with it. */
public final class GuestApi implements AutoCloseable {
  private final ApiFolder files;
  private final Closeable address;
  private final Access access;
  private final HttpServer server;
  private final Threads threads;

  private GuestApi(ApiFolder files, Closeable address, Access access, HttpServer server, Threads threads) {
    this.files = files;
    this.address = address;
    this.access = access;
    this.server = server;
    this.threads = threads;
  }

  /**
   * @param folder gets the address and token files that the command line looks for; no node's own data folder
   * @param port 0 for any free one
   */
  public static GuestApi open(Path folder, int port, NodeGate gate, Bytes network) throws StartRefusal {
    if (Files.exists(new DataFolder(folder).configFile())) {
      throw new StartRefusal(ExitStatus.CONFLICT, folder + " belongs to a real node", "another --data-dir");
    }
    ApiFolder files = new ApiFolder(folder);
    SystemRandomness random = new SystemRandomness();
    SystemClock clock = new SystemClock();
    AccessToken token = AccessToken.generate(random);
    // Its password is that of a guest: gone with it.
    Access access = new Access(record -> {}, AccessRecord.FRESH, random, clock);
    Threads threads = new Threads(new Fatal());
    try {
      DataFolder.create(folder);
      files.writeToken(token);
      HttpServer server = HttpServer.start(HttpSettings.loopback(port),
          new ApiParts(gate, token, TokenBook.inMemory(random, clock), network, clock, threads.connections(),
              LinkCounts.NONE,
              Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
              Optional.empty(), true),
          access, random);
      return new GuestApi(files, files.leaveAddress(server.address()), access, server, threads);
    } catch (BindException taken) {
      threads.close();
      throw new StartRefusal(ExitStatus.CONFLICT, "port " + port + " is taken", "another --port");
    } catch (IOException refused) {
      threads.close();
      throw DataFolder.refusal(folder, refused);
    }
  }

  /** Such as {@code http://127.0.0.1:8081}. */
  public String address() {
    return "http://127.0.0.1:" + server.address().getPort();
  }

  /** Where a browser finds it, with the setup code for the first visit. */
  public String page() {
    return address() + "/" + access.setupCode().map(code -> "#code=" + code).orElse("");
  }

  @Override
  public void close() throws IOException {
    address.close();
    server.close();
    threads.close();
    Files.deleteIfExists(files.tokenFile());
  }
}
