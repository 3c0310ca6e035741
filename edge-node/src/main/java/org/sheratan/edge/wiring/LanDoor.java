package org.sheratan.edge.wiring;

import java.io.IOException;
import java.net.BindException;
import java.util.List;
import java.util.Optional;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.ConfigEdit;
import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.http.HttpServer;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.TlsSettings;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.LanGate;
import org.sheratan.edge.tls.NodeCertificate;
import org.sheratan.kernel.SecureRandomness;

/**
 * The listener for other machines. It opens once it is asked for and a password has been set; what else keeps it shut is
 * tried again by every {@link #look}.
 *
 * <pre>
 * state       look: no password   look: it opens   look: it does not   set on      set off
 * OFF         –                   –                –                   →HELD (a)   –
 * HELD        HELD                →LISTENING       HELD                look        →OFF
 * LISTENING   –                   –                –                   –           →OFF
 * </pre>
 *
 * <p>(a) Then looks at once; refused without a password and in safe mode, and nothing is written.
 */
final class LanDoor implements LanGate, AutoCloseable {
  private final Config config;
  private final String bindAddress;
  private final DataFolder folder;
  private final Access access;
  private final SecureRandomness randomness;
  private final List<String> names;
  private boolean wanted;
  private boolean closed;
  private Optional<ApiParts> parts = Optional.empty();
  private Optional<Open> open = Optional.empty();
  private Lan held = held("the node is starting", "");

  private record Open(HttpServer server, String fingerprint) {}

  LanDoor(Config config, String bindAddress, Access access, SecureRandomness randomness) {
    this.config = config;
    this.bindAddress = bindAddress;
    this.folder = new DataFolder(config.node().dataFolder());
    this.access = access;
    this.randomness = randomness;
    this.names = WebNames.of(config);
    this.wanted = config.http().lan();
  }

  /** What it serves, once that is there. */
  synchronized void serve(ApiParts api) {
    parts = Optional.of(api);
    look();
  }

  /** Opens, if it can and should. */
  synchronized void look() {
    if (!wanted || closed || open.isPresent() || parts.isEmpty()) {
      return;
    }
    Lan before = held;
    if (!access.passwordSet()) {
      held = access.barred().map(barred -> held(barred.why(), barred.fix()))
          .orElseGet(() -> held(NO_PASSWORD, SET_PASSWORD));
    } else {
      tryToOpen(parts.get());
    }
    if (open.isEmpty() && !held.equals(before)) {
      Log.warn("lan-held", "why", held.why());
    }
  }

  @Override
  public synchronized Lan lan() {
    if (!wanted) {
      return new Lan(State.OFF, Optional.empty(), Optional.empty(), "", "");
    }
    return open.map(now -> new Lan(State.LISTENING,
        Optional.of("https://" + names.getFirst() + ":" + now.server().address().getPort()),
        Optional.of(now.fingerprint()), "", "")).orElse(held);
  }

  @Override
  public synchronized Lan set(boolean on) throws IOException {
    if (on && config.safe()) {
      return held(SAFE_MODE, "safe-mode off");
    }
    if (on && !access.passwordSet()) {
      return held(NO_PASSWORD, SET_PASSWORD);
    }
    try {
      ConfigEdit.set(config.file(), "http", "lan", Boolean.toString(on));
    } catch (ConfigException uneditable) {
      throw new IOException(uneditable.getMessage(), uneditable);
    } catch (IOException unwritten) {
      throw new IOException(config.file() + " cannot be written: " + unwritten.getClass().getSimpleName(),
          unwritten);
    }
    wanted = on;
    if (!on) {
      shut();
    }
    look();
    return lan();
  }

  @Override
  public synchronized void close() {
    closed = true;
    shut();
  }

  private void tryToOpen(ApiParts api) {
    Config.Http http = config.http();
    try {
      NodeCertificate certificate = CertificateFile.readOrMake(folder.certificateFile(), names, randomness);
      HttpSettings settings = HttpSettings.loopback(http.lanPort()).withBind(bindAddress, names)
          .withLimits(http.maxConnections(), HttpSettings.DEFAULT_MAX_BODY_BYTES)
          .withTls(new TlsSettings(certificate.serverContext(), TlsSettings.DEFAULT_HANDSHAKE_MS));
      open = Optional.of(new Open(HttpServer.start(settings, api, access, randomness),
          certificate.fingerprint().text()));
      Log.info("lan", "address", lan().address().orElseThrow(), "fingerprint",
          certificate.fingerprint().text());
    } catch (StartRefusal refused) {
      held = held(refused.getMessage(), refused.fix());
    } catch (BindException taken) {
      held = held("port " + http.lanPort()
          + " is taken by another program; stop that, or choose another [http] lan_port", "");
    } catch (IOException refused) {
      held = held("port " + http.lanPort() + " cannot be opened: " + refused.getMessage(), "");
    }
  }

  private void shut() {
    open.ifPresent(now -> {
      now.server().close();
      Log.info("lan-closed");
    });
    open = Optional.empty();
  }

  private static Lan held(String why, String fix) {
    return new Lan(State.HELD, Optional.empty(), Optional.empty(), why, fix);
  }
}
