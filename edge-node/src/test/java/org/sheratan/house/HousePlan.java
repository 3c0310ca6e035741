package org.sheratan.house;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every room and the rooms it may import. A room not listed here does not exist: add it with its reasons. */
final class HousePlan {
  /** Rooms that get time, randomness, threads, disks and sockets only through seams. */
  private static final List<String> PASSIVE_FLOORS = List.of("kernel", "radio", "core");
  private static final List<String> DOORS = List.of("radio.link", "core.store.disk", "core.tool.local");

  private static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>();

  static {
    room("kernel");
    room("radio.frame", "kernel");
    room("radio.fragment", "kernel", "radio.frame");
    room("radio.secure", "kernel", "radio.frame");
    room("radio.link", "kernel");
    room("radio.link.udp", "kernel", "radio.link");
    room("radio.air", "kernel", "radio.link", "radio.frame");
    room("radio.link.lora", "kernel", "radio.link", "radio.frame", "radio.air");
    room("radio.link.lora.sx127x", "kernel", "radio.air", "radio.link.lora");
    room("radio.link.lora.sx126x", "kernel", "radio.air", "radio.link.lora");
    room("radio.link.lora.kiss", "kernel", "radio.air", "radio.link.lora");
    room("radio.link.lora.hardware", "kernel", "radio.link.lora");
    room("radio.ether", "kernel", "radio.link", "radio.air");
    room("radio.emulator", "kernel", "radio.air", "radio.ether", "radio.link.lora");
    String[] mesh = {"kernel", "radio.frame", "radio.fragment", "radio.secure", "radio.link", "radio.air"};
    room("radio.mesh", mesh);
    String[] known = and(mesh, "radio.mesh", "radio.mesh.neighbor");
    room("radio.mesh.neighbor", and(mesh, "radio.mesh"));
    room("radio.mesh.route", known);
    room("radio.mesh.session", and(known, "radio.mesh.route"));
    room("radio.mesh.announce", and(known, "radio.mesh.route", "radio.mesh.session"));
    room("radio.mesh.hop", and(known, "radio.mesh.route", "radio.mesh.session"));
    room("radio.mesh.revocation", and(known, "radio.mesh.route"));
    room("radio.mesh.group", and(known, "radio.mesh.route", "radio.mesh.session", "radio.mesh.hop"));
    room("radio.mesh.engine",
        and(known, "radio.mesh.route", "radio.mesh.session", "radio.mesh.announce", "radio.mesh.hop",
            "radio.mesh.revocation", "radio.mesh.group"));

    room("core.json", "kernel");
    room("core.store", "kernel");
    room("core.store.disk", "kernel", "core.store");
    room("core.mission", "kernel", "radio.frame", "radio.mesh", "core.json");
    room("core.wire", "kernel", "radio.frame", "radio.mesh", "radio.secure", "core.mission", "core.json");
    room("core.tool", "kernel", "core.mission", "core.json");
    room("core.tool.local", "kernel", "core.mission", "core.json", "core.wire", "core.tool");
    room("core.gate", "kernel", "core.json", "core.mission");
    room("core.audit", "kernel", "core.json", "core.mission");
    String[] below = {"kernel", "radio.frame", "radio.mesh", "radio.link", "radio.secure", "core.mission",
        "core.tool",
        "core.wire",
        "core.json", "core.store"};
    room("core.market", below);
    room("core.lcp", "kernel", "radio.frame", "core.mission", "core.tool", "core.wire", "core.json",
        "core.store");
    room("core.dispatch", and(below, "core.market", "core.gate"));
    room("core.custody", and(below, "core.market"));
    room("core.message", and(below, "core.market"));
    room("core.trace", "kernel", "core.json", "core.mission");
    room("core.node",
        and(below, "core.audit", "core.custody", "core.market", "core.dispatch", "core.gate", "core.health",
            "core.lcp",
            "core.message",
            "core.trace", "core.schedule"));
    room("core.health", "kernel", "core.json", "core.mission");
    room("core.schedule", "kernel", "core.mission", "core.json", "core.wire");
    room("core.sim",
        and(below, "core.audit", "core.market", "core.dispatch", "core.message", "core.trace", "core.node",
            "core.gate",
            "radio.ether",
            "radio.air",
            "radio.emulator", "radio.link.lora", "radio.link.lora.kiss", "radio.link.lora.sx126x",
            "radio.link.lora.sx127x", "radio.mesh.engine"));

    room("edge.config", "kernel", "core.store.disk");
    room("edge.clock", "kernel", "core.json");
    room("edge.daemon", "kernel", "edge.clock", "radio.link", "core.node", "core.store", "core.tool",
        "core.trace");
    room("edge.trace", "kernel", "core.json", "core.mission", "core.store.disk", "core.trace", "edge.daemon");
    room("edge.dev", "kernel", "radio.ether", "radio.emulator", "edge.daemon");
    room("edge.http.door", "kernel", "core.json");
    String[] survey = {"kernel", "core.json", "core.node", "edge.http.door", "radio.air", "radio.frame",
        "radio.link",
        "radio.link.lora", "radio.mesh", "edge.trace"};
    room("edge.http.route", and(survey, "core.mission", "edge.access", "edge.relay"));
    String[] asking = and(survey, "edge.access", "edge.http.route");
    room("edge.http.node", and(asking, "core.custody", "core.health", "radio.secure"));
    room("edge.http.radio", and(asking, "edge.http.node"));
    String[] working = {"kernel", "core.custody", "core.json", "core.mission", "core.node", "core.wire",
        "edge.access",
        "edge.http.door",
        "edge.http.route", "radio.frame"};
    room("edge.http.job", working);
    room("edge.http.trace", and(working, "edge.trace"));
    room("edge.http.mission", and(working, "core.lcp", "edge.http.job"));
    room("edge.http.schedule", and(working, "core.schedule"));
    room("edge.http.owner", and(working, "core.schedule"));
    room("edge.http.tool", "kernel", "core.json", "core.node", "core.tool", "edge.http.door",
        "edge.http.route");
    room("edge.http.relay", "kernel", "core.json", "core.mission", "core.tool.local", "edge.access",
        "edge.http.door",
        "edge.http.route", "edge.relay");
    room("edge.http.token", "kernel", "core.json", "edge.access", "edge.daemon", "edge.http.door",
        "edge.http.route");
    room("edge.http.original",
        and(working, "edge.daemon", "edge.relay", "edge.trace", "core.dispatch", "core.gate", "core.health",
            "core.lcp", "edge.http.mission"));
    room("edge.http.message", and(working, "core.message", "radio.mesh", "radio.secure"));
    room("edge.http.event", "kernel", "core.json", "edge.daemon", "edge.http.door", "edge.http.route");
    room("edge.http.session", "kernel", "core.json", "edge.access", "edge.daemon", "edge.http.door",
        "edge.http.route");
    room("edge.http.openapi", "kernel", "core.json", "edge.access", "edge.http.door", "edge.http.route");
    room("edge.web", "kernel", "edge.http.door", "edge.http.route");
    room("edge.http", "kernel", "core.json", "core.store.disk", "edge.access", "edge.daemon", "edge.web",
        "edge.http.door",
        "edge.http.route",
        "edge.http.event", "edge.http.session", "edge.http.node", "edge.http.openapi",
        "edge.http.job", "edge.http.trace", "edge.http.mission", "edge.http.schedule", "edge.http.tool",
        "edge.http.token", "edge.http.owner", "edge.http.relay",
        "edge.http.message",
        "edge.http.radio");
    // What is the same for a command line and a console; it knows neither.
    room("edge.shell", "kernel", "core.json", "edge.access", "edge.daemon", "edge.http", "edge.http.door",
        "edge.tls");
    room("edge.doctor", "kernel", "core.json", "core.store.disk", "edge.config", "edge.shell",
        "radio.link.lora.hardware");
    room("edge.bundle", "kernel", "core.json", "edge.config", "edge.shell", "edge.doctor");
    room("edge.access", "kernel", "radio.secure");
    room("edge.card", "kernel", "edge.config");
    room("edge.tls", "kernel");
    room("edge.console.line", "kernel");
    String[] looking = {"kernel", "core.json", "edge.shell", "edge.daemon", "edge.http.node", "edge.tls"};
    room("edge.console.report", looking);
    room("edge.console",
        and(looking, "edge.console.line", "edge.console.report", "edge.access", "edge.http", "edge.http.door",
            "radio.link.lora"));
    String[] outside = {"kernel", "core.json", "core.tool", "core.tool.local"};
    room("edge.tool.sensor", outside);
    room("edge.relay", and(outside, "core.mission", "core.store.disk", "core.wire", "edge.daemon"));
    room("edge.tool.web", outside);
    room("edge.tool.command", and(outside, "core.mission"));
    room("edge.tool.llm",
        and(outside, "core.audit", "core.gate", "core.mission", "core.store.disk", "edge.tool.web"));
    room("edge.wiring", "kernel", "radio", "core", "edge.config", "edge.clock", "edge.daemon", "edge.http",
        "edge.tool", "edge.trace", "edge.relay",
        "edge.console", "edge.access", "edge.tls", "edge.shell");
    room("edge.cli.shell", "kernel", "core.json", "edge.config", "edge.daemon", "edge.shell");
    String[] commands = {"kernel", "core.json", "core.mission", "core.wire", "radio.secure", "edge.daemon",
        "edge.shell", "edge.cli.shell"};
    room("edge.cli.job", and(commands, "core.tool"));
    room("edge.cli.token", and(commands, "core.store.disk"));
    room("edge.cli.tool", and(commands, "core.mission"));
    room("edge.cli.gate", commands);
    room("edge.cli.mission", commands);
    room("edge.cli.schedule", commands);
    room("edge.cli.message", commands);
    room("edge.cli.group", commands);
    room("edge.cli.node", and(commands, "edge.config", "edge.wiring"));
    room("edge.cli.doctor",
        and(commands, "core.store.disk", "edge.config", "edge.doctor", "edge.bundle", "edge.http.node",
            "edge.wiring"));
    room("edge.cli.radio", and(commands, "radio", "edge.dev", "edge.http", "edge.wiring"));
    room("edge.cli.card", "kernel", "core.json", "radio.air", "radio.link.lora.hardware", "edge.card",
        "edge.daemon",
        "edge.shell", "edge.cli.shell");
    room("edge.cli.sim", and(commands, "core.node", "core.sim", "edge.http", "edge.wiring"));
    room("edge.cli", "kernel", "radio", "core", "edge");
  }

  private HousePlan() {}

  static boolean knows(String room) {
    return MAY_IMPORT.containsKey(room);
  }

  /** Only {@code edge.cli.sim} starts the simulator. */
  static boolean allows(String from, String to) {
    if (from.equals(to)) {
      return true;
    }
    if (to.equals("core.sim") && !from.equals("edge.cli.sim")) {
      return false;
    }
    boolean wholeFloors = from.equals("edge.wiring") || Classes.isOrUnder(from, "edge.cli");
    return MAY_IMPORT.get(from).stream()
        .anyMatch(may -> may.equals(to) || wholeFloors && Classes.isOrUnder(to, may));
  }

  static boolean passive(String room) {
    return PASSIVE_FLOORS.stream().anyMatch(floor -> Classes.isOrUnder(room, floor))
        && DOORS.stream().noneMatch(door -> Classes.isOrUnder(room, door));
  }

  private static void room(String name, String... mayImport) {
    MAY_IMPORT.put(name, List.of(mayImport));
  }

  private static String[] and(String[] some, String... more) {
    String[] joined = java.util.Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, joined, some.length, more.length);
    return joined;
  }
}
