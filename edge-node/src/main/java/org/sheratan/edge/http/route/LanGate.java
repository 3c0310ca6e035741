package org.sheratan.edge.http.route;

import java.io.IOException;
import java.util.Optional;

/** The listener for other machines: TLS only, on all interfaces. Any thread. */
public interface LanGate {
  /** How it is. */
  enum State {
    /** The configuration does not ask for it. */
    OFF,
    /** Asked for, and {@link Lan#why} it does not listen yet; it is tried again by itself. */
    HELD, LISTENING
  }

  /**
   * @param address such as {@code https://alpha.local:8443}; empty while it does not listen
   * @param fingerprint SHA-256 of the certificate as browsers show it; empty while it does not listen
   * @param why empty unless it is held
   * @param fix the next step; empty when there is none
   */
  record Lan(State state, Optional<String> address, Optional<String> fingerprint, String why, String fix) {}

  Lan lan();

  /**
   * Writes it down, then does it.
   *
   * @return held by {@link #NO_PASSWORD}, and nothing was written, while everybody could be the first to sign in;
   *     likewise by {@link #SAFE_MODE}
   * @throws IOException when it cannot be written; nothing has changed then
   */
  Lan set(boolean on) throws IOException;

  /** Why it does not open before somebody at the machine has made the node theirs. */
  String NO_PASSWORD = "no password has been set yet, on the page or by login at the console";
  /** Likewise: what runs then is what somebody at the machine needs to mend it. */
  String SAFE_MODE = "the node is in safe mode";
  /** What to do where there is no password. */
  String SET_PASSWORD = "sheratan page";
}
