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
    room("radio.mesh", "kernel", "radio.frame", "radio.fragment", "radio.secure", "radio.link", "radio.air");

    room("core.json", "kernel");
    room("core.store", "kernel");
    room("core.store.disk", "kernel", "core.store");
    room("core.mission", "kernel", "radio.frame", "radio.mesh", "core.json");
    room("core.wire", "kernel", "radio.frame", "radio.mesh", "radio.secure", "core.mission", "core.json");
    room("core.tool", "kernel", "core.mission", "core.json");
    room("core.tool.local", "kernel", "core.mission", "core.json", "core.wire", "core.tool");
    String[] below = {"kernel", "radio.frame", "radio.mesh", "radio.link", "radio.secure", "core.mission",
        "core.tool",
        "core.wire",
        "core.json", "core.store"};
    room("core.market", below);
    room("core.dispatch", and(below, "core.market"));
    room("core.message", and(below, "core.market"));
    room("core.node", and(below, "core.market", "core.dispatch", "core.message"));
    room("core.sim",
        and(below, "core.market", "core.dispatch", "core.message", "core.node", "radio.ether", "radio.air",
            "radio.emulator", "radio.link.lora", "radio.link.lora.kiss", "radio.link.lora.sx126x",
            "radio.link.lora.sx127x"));

    room("edge.config", "kernel");
    room("edge.daemon", "kernel", "radio.link", "core.node", "core.store", "core.tool");
    room("edge.dev", "kernel", "radio.ether", "radio.emulator", "edge.daemon");
    room("edge.http", "kernel", "core.wire", "radio.frame", "radio.air", "radio.link", "radio.link.lora",
        "radio.mesh", "radio.secure", "core.json", "core.message",
        "core.mission",
        "core.node",
        "core.tool",
        "edge.daemon");
    room("edge.wiring", "kernel", "radio", "core", "edge.config", "edge.daemon", "edge.http");
    room("edge.cli", "kernel", "radio", "core", "edge");
  }

  private HousePlan() {}

  static boolean knows(String room) {
    return MAY_IMPORT.containsKey(room);
  }

  /** Only {@code edge.cli} starts the simulator. */
  static boolean allows(String from, String to) {
    if (from.equals(to)) {
      return true;
    }
    if (to.equals("core.sim") && !from.equals("edge.cli")) {
      return false;
    }
    boolean wholeFloors = from.equals("edge.wiring") || from.equals("edge.cli");
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
