package org.sheratan.edge.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One node's whole configuration; docs/operations.md lists every key. Holds no secret: those are files of mode 600
 * that it only names.
 *
 * @param file where it was read from
 */
public record Config(Path file, Node node, Network network, Udp udp, Http http, Worker worker, Market market,
    Log log) {
  /**
   * @param name what people call the node, 1..32 characters; empty means the machine's host name
   * @param dataFolder everything the node keeps
   */
  public record Node(String name, Path dataFolder) {}

  /** @param keyFile 64 hexadecimal digits, shared by every node of the network */
  public record Network(Path keyFile) {}

  /**
   * @param interfaces names such as {@code eth0}; empty means all that are up, loopback apart
   * @param port of the node's own socket; 0 for any free one
   * @param discoveryPort shared by all nodes of one machine; 0 turns discovery off
   * @param peers {@code host:port} of nodes that discovery does not reach
   */
  public record Udp(boolean enabled, List<String> interfaces, int port, int discoveryPort,
      List<String> peers) {
    public Udp {
      interfaces = List.copyOf(interfaces);
      peers = List.copyOf(peers);
    }
  }

  /**
   * @param address to listen on; loopback unless the operator wants others to reach it
   * @param port 0 for any free one
   * @param names host names besides loopback's by which callers may address the node
   */
  public record Http(boolean enabled, String address, int port, List<String> names, int maxConnections) {
    public Http {
      names = List.copyOf(names);
    }
  }

  /**
   * @param kinds job kinds it runs; empty means every kind it knows
   * @param workspace the only folder tools may touch
   * @param maxConcurrent jobs at once
   * @param maxWaiting awards that wait for a free place
   * @param ioBytesPerSecond what all tools together may read and write, to spare SD cards; 0 means no limit
   * @param priceMicros asked per job, in millionths of a token
   * @param pricesMicros other prices, by kind
   */
  public record Worker(boolean enabled, List<String> kinds, Path workspace, int maxConcurrent, int maxWaiting,
      long ioBytesPerSecond, long priceMicros, SortedMap<String, Long> pricesMicros) {
    public Worker {
      kinds = List.copyOf(kinds);
      pricesMicros = Collections.unmodifiableSortedMap(new TreeMap<>(pricesMicros));
    }
  }

  /** What the node tells others it has and looks for, such as {@code gpu:8G}. */
  public record Market(List<String> offers, List<String> wants) {
    public Market {
      offers = List.copyOf(offers);
      wants = List.copyOf(wants);
    }
  }

  /** @param level {@code trace}, {@code debug}, {@code info}, {@code warn} or {@code error} */
  public record Log(String level) {}
}
