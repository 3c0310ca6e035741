package org.sheratan.house;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

/** Imports run downward only, siblings stay apart, and outside libraries have one importer each. */
class RoomsTest {
  private static final List<String> FLOORS = List.of("kernel", "radio", "core", "edge");

  /** Library package → the only rooms that may use it. */
  private record Library(String packageName, List<String> rooms) {}

  private static final List<Library> LIBRARIES = List.of(
      new Library("com.eclipsesource.json", List.of("core.json")),
      new Library("org.mapdb", List.of("core.store.disk")),
      new Library("org.bouncycastle.crypto", List.of("radio.secure")),
      new Library("org.bouncycastle.math", List.of("radio.secure")),
      new Library("org.bouncycastle.asn1", List.of("edge.tls")),
      new Library("fi.iki.elonen", List.of("edge.http")),
      new Library("com.electronwill.nightconfig", List.of("edge.config")),
      new Library("com.fazecast.jSerialComm", List.of("radio.link.lora.hardware")),
      new Library("com.pi4j", List.of("radio.link.lora.hardware")),
      new Library("com.google.zxing", List.of("edge.shell")),
      new Library("picocli", List.of("edge.cli")),
      new Library("org.tinylog", List.of("edge")),
      new Library("sun", List.of("none")));

  @Test
  void shouldImportDownwardBetweenFloors() {
    Offenders offenders = new Offenders("imports run downward only: edge → core → radio → kernel");
    for (JavaClass type : Classes.main()) {
      for (Dependency dependency : ours(type)) {
        int from = floor(type);
        int to = floor(dependency.getTargetClass());
        if (to > from) {
          offenders.add(Classes.place(dependency), "→ " + dependency.getTargetClass().getName());
        }
      }
    }
    offenders.assertNone();
  }

  @Test
  void shouldImportOnlyWhatTheHousePlanAllows() {
    Offenders offenders = new Offenders("a room imports only the rooms HousePlan lists for it");
    for (JavaClass type : Classes.main()) {
      String from = Classes.room(type);
      if (!HousePlan.knows(from)) {
        offenders.add(from, "is no room of HousePlan");
        continue;
      }
      for (Dependency dependency : ours(type)) {
        if (!HousePlan.allows(from, Classes.room(dependency.getTargetClass()))) {
          offenders.add(Classes.place(dependency), "→ " + dependency.getTargetClass().getName());
        }
      }
    }
    offenders.assertNone();
  }

  @Test
  void shouldKeepEachLibraryInItsRoom() {
    Offenders offenders = new Offenders("each library is used in its own room only");
    for (JavaClass type : Classes.main()) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getPackageName();
        for (Library library : LIBRARIES) {
          if (Classes.isOrUnder(target, library.packageName())
              && library.rooms().stream().noneMatch(room -> Classes.inRoom(type, room))) {
            offenders.add(Classes.place(dependency), "→ " + dependency.getTargetClass().getName());
          }
        }
      }
    }
    offenders.assertNone();
  }

  @Test
  void shouldTellAllowedImportsFromForbiddenOnes() {
    assertTrue(HousePlan.allows("core.node", "core.market"));
    assertTrue(HousePlan.allows("edge.wiring", "radio.link.udp"));
    assertFalse(HousePlan.allows("core.market", "core.node"));
    assertFalse(HousePlan.allows("core.json", "core.wire"));
    assertFalse(HousePlan.allows("edge.wiring", "core.sim"));
    assertFalse(HousePlan.allows("edge.http", "edge.cli"));
    assertFalse(HousePlan.allows("radio.link", "radio.link.udp"));
  }

  private static List<Dependency> ours(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> !Classes.room(dependency.getTargetClass()).isEmpty()).toList();
  }

  private static int floor(JavaClass type) {
    return FLOORS.indexOf(Classes.room(type).split("\\.")[0]);
  }
}
