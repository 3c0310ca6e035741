package org.sheratan.edge.console.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What can be said of the machine whether or not the node runs. Any thread. */
public interface Machine {
  /** What the node is called in its configuration, or the host. */
  String name();

  /** Where everything is kept, for people. */
  String dataFolder();

  /** Bytes free there; empty where the system does not say. */
  OptionalLong freeBytes();

  /** Such as {@code wlan0 192.168.1.7}, loopback apart. */
  List<String> addresses();

  /** Where the API listens; empty when it does not. */
  Optional<String> web();

  /** The network this machine makes for phones and laptops; empty where none is set up. */
  Optional<Hotspot> hotspot();

  /** Started without radio, links and jobs, as the operator asked. */
  boolean safeMode();
}
