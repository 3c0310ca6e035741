package org.sheratan.edge.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One node's whole configuration; docs/operations.md lists every key. Holds no secret: those are files of mode 600
 * that it only names.
 *
 * @param file where it was read from
 * @param safe as few parts as possible are to run
 */
public record Config(Path file, Node node, Network network, Udp udp, Radio radio, Http http, Worker worker,
    Tool tool, Gate gate, Dispatch dispatch, Market market, Clock clock, Console console, Log log,
    boolean safe) {
  /** With as few parts as possible: no radio, no links, no jobs, the API on loopback and any free port. */
  public Config inSafeMode() {
    return new Config(file, node, network, new Udp(false, List.of(), 0, 0, List.of()), radio.without(),
        new Http(true, "127.0.0.1", 0, List.of(), http.maxConnections(), false, 0, false, 0),
        worker.without(), tool, gate, dispatch, market,
        clock, console, log, true);
  }

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
   * @param board {@link #NO_BOARD}, {@link #MODEM} on a serial port, the name of a board profile, or {@code auto} for what its EEPROM says
   * @param port of a modem: a path, or {@code auto} for the first USB device that is one
   * @param region whose law holds; empty: the radio only listens
   * @param frequencyHz channel center; 0 for the region's own channel
   * @param bandwidthHz 0 for the region's narrowest usual one
   * @param codingRate denominator of 4/n
   * @param powerDbm conducted
   * @param antennaConfirmed an antenna is connected; without it the radio stays at its lowest power
   * @param airtimeFolder where airtime is kept, for all nodes of this machine
   */
  public record Radio(String board, String port, String region, long frequencyHz, int spreadingFactor,
      int bandwidthHz, int codingRate, int preambleSymbols, int powerDbm, double antennaGainDbi,
      double cableLossDb, boolean antennaConfirmed, Path airtimeFolder) {
    public static final String NO_BOARD = "none";
    public static final String MODEM = "modem";

    public boolean enabled() {
      return !board.equals(NO_BOARD);
    }

    Radio without() {
      return new Radio(NO_BOARD, port, region, frequencyHz, spreadingFactor, bandwidthHz, codingRate,
          preambleSymbols, powerDbm, antennaGainDbi, cableLossDb, antennaConfirmed, airtimeFolder);
    }

    public Radio withRegion(String name) {
      return new Radio(board, port, name, frequencyHz, spreadingFactor, bandwidthHz, codingRate,
          preambleSymbols, powerDbm, antennaGainDbi, cableLossDb, antennaConfirmed, airtimeFolder);
    }
  }

  /**
   * @param address to listen on; loopback unless the operator wants others to reach it
   * @param port 0 for any free one
   * @param names host names besides loopback's by which callers may address the node
   * @param maxConnections of each listener
   * @param lan a second listener on all interfaces, which speaks TLS only
   * @param lanPort of that one; 0 for any free one
   * @param original a third listener, on loopback, with the API of Sheratan Core v2 and without a token
   * @param originalPort of that one; 0 for any free one
   */
  public record Http(boolean enabled, String address, int port, List<String> names, int maxConnections,
      boolean lan, int lanPort, boolean original, int originalPort) {
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

    Worker without() {
      return new Worker(false, kinds, workspace, maxConcurrent, maxWaiting, ioBytesPerSecond, priceMicros,
          pricesMicros);
    }
  }

  /**
   * Tools that need more than a workspace.
   *
   * @param sensors whether jobs may read this machine's sensors, where it has any
   * @param inputs pins that are sensors too; no other is touched
   */
  public record Tool(boolean sensors, List<Input> inputs, Fetch fetch, Llm llm, Relay relay,
      List<Command> commands) {
    public Tool {
      inputs = List.copyOf(inputs);
      commands = List.copyOf(commands);
    }
  }

  /**
   * A pin of the header that jobs may read.
   *
   * @param name of the sensor, after {@code gpio/}
   * @param bcm its number, {@link #LAST_BCM} at most
   * @param pull the resistor that holds it: {@code up}, {@code down} or {@code none}
   * @param activeLow whether it is active while it is low
   */
  public record Input(String name, int bcm, String pull, boolean activeLow) {
    public static final int LAST_BCM = 27;
  }

  /**
   * A program of the machine that jobs may run.
   *
   * @param name the kind of those jobs
   * @param schema of their parameters: JSON
   * @param arguments words, with parameters as {@code {name}} or {@code {name:file}}
   * @param pages whether its output is cut at form feeds
   * @param reports whether it reports its progress and takes checkpoints
   * @param asRoot whether it is run even by a node that is root
   */
  public record Command(String name, String description, Path program, List<String> arguments, String schema,
      boolean idempotent, boolean network, boolean pages, boolean reports, boolean asRoot, int timeoutS,
      long memoryBytes,
      int outputBytes) {
    public Command {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * @param kinds of jobs given to workers outside of the process; empty for none
   * @param idempotent those of them that may run twice
   * @param folder where they find them
   * @param leaseS how long a worker that reports may be silent
   */
  public record Relay(List<String> kinds, List<String> idempotent, Path folder, int leaseS) {
    public Relay {
      kinds = List.copyOf(kinds);
      idempotent = List.copyOf(idempotent);
    }
  }

  /**
   * @param hosts that jobs may fetch from; empty for none
   * @param maxBytes of one page
   */
  public record Fetch(List<String> hosts, int maxBytes, int timeoutS) {
    public Fetch {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * A language model's endpoint.
   *
   * @param url empty for none
   * @param protocol {@code openai} or {@code ollama}
   * @param models that jobs may ask for, the usual one first
   * @param keyFile holds its key; empty where it wants none
   * @param promptMicros what 1,000 tokens asked cost, in millionths of a token of money
   * @param answerMicros what 1,000 tokens answered cost
   */
  public record Llm(String url, String protocol, List<String> models, Optional<Path> keyFile, int timeoutS,
      int maxTokens, long promptMicros, long answerMicros) {
    public Llm {
      models = List.copyOf(models);
    }
  }

  /**
   * What requests for jobs have to pass (docs/operations.md, *Gates*).
   *
   * @param allow kinds that may become jobs; empty means every kind
   * @param deny kinds and capabilities that never may, besides those that never may anywhere
   * @param hardPhrases words that hold a job until a person decides
   * @param softPhrases words that are worth a warning
   * @param maxPatchOperations more of them in one job hold it
   * @param maxHeld jobs that may wait for a decision
   * @param holdHours after them a job that nobody decided about expires
   */
  public record Gate(List<String> allow, List<String> deny, List<String> hardPhrases,
      List<String> softPhrases,
      int maxPatchOperations, int maxHeld, int holdHours, Audit audit) {
    public Gate {
      allow = List.copyOf(allow);
      deny = List.copyOf(deny);
      hardPhrases = List.copyOf(hardPhrases);
      softPhrases = List.copyOf(softPhrases);
    }
  }

  /**
   * Second opinions, before jobs run here and for others.
   *
   * @param kinds of jobs that wait for one
   * @param followUps which of what follows from results does: {@code none}, {@code warned} or {@code all}
   * @param by who is asked: {@code nobody}, this node's {@code model}, or {@code nodes}
   * @param auditors keys of those nodes, 64 hexadecimal digits each
   * @param agree of them decide
   * @param answers whether this node answers others
   * @param model that judges what the rules let pass; empty for none
   */
  public record Audit(List<String> kinds, String followUps, String by, List<String> auditors, int agree,
      int timeoutS, boolean answers, String model) {
    public static final String MODEL = "model";
    public static final String NODES = "nodes";

    public Audit {
      kinds = List.copyOf(kinds);
      auditors = List.copyOf(auditors);
    }
  }

  /**
   * How much of its own the node takes on.
   *
   * @param jobsPerMinute new jobs in the long run, from all sources
   * @param burst of those, at once
   * @param jobsPerMinutePerSource from one address, console, file, schedule or the like
   * @param maxInFlight jobs called for or at work at once
   * @param maxQueued jobs accepted and not yet ended
   */
  public record Dispatch(int jobsPerMinute, int burst, int jobsPerMinutePerSource, int burstPerSource,
      int maxInFlight, int maxInFlightPerSource, int maxQueued) {}

  /** What the node tells others it has and looks for, such as {@code gpu:8G}. */
  public record Market(List<String> offers, List<String> wants) {
    public Market {
      offers = List.copyOf(offers);
      wants = List.copyOf(wants);
    }
  }

  /** @param gpsd {@code host:port} of a gpsd that tells the time; empty for none */
  public record Clock(String gpsd) {}

  /**
   * @param device of the serial console, such as {@code /dev/ttyS0}; empty for none
   * @param ascii the terminal there does not understand UTF-8
   */
  public record Console(String device, boolean ascii) {}

  /**
   * @param level {@code trace}, {@code debug}, {@code info}, {@code warn} or {@code error}
   * @param traceMb what the trace of decisions may take on disk, in millions of bytes; 0 for none
   */
  public record Log(String level, int traceMb) {}
}
