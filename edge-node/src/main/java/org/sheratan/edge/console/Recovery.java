package org.sheratan.edge.console;

import java.io.IOException;
import java.util.List;

/** What helps a node that does not work any more. Each takes hold at the next start. Any thread. */
public interface Recovery {
  /** Without radio, links and jobs, and with the API on loopback only. */
  void safeMode(boolean on) throws IOException;

  /** A new identity, network, configuration and password; only airtime already used is kept. */
  void factoryReset() throws IOException;

  /** What of this node a factory reset leaves, because it lies outside the data folder: for people, with its path. */
  List<String> spared();

  /** Ends the process; whether something starts it again is said by {@link #startsAgain}. */
  void restart();

  boolean startsAgain();
}
