package org.sheratan.edge.console;

import java.io.IOException;

/** What helps a node that does not work any more. Each takes hold at the next start. Any thread. */
public interface Recovery {
  /** Without radio, links and jobs, and with the API on loopback only. */
  void safeMode(boolean on) throws IOException;

  /** A new identity, network, configuration and password; only airtime already used is kept. */
  void factoryReset() throws IOException;

  /** Ends the process; whether something starts it again is said by {@link #startsAgain}. */
  void restart();

  boolean startsAgain();
}
