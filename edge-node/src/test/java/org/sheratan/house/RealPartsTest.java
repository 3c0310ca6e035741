package org.sheratan.house;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import org.junit.jupiter.api.Test;

/** Real parts are made in one place, so that everything else can be handed a fake. */
class RealPartsTest {
  private static final List<String> REAL_PARTS = List.of("core.node.Node", "core.store.Store",
      "core.store.disk.FolderDisk", "core.store.disk.MapDbIndex", "core.tool.local.LocalToolRunner",
      "radio.mesh.engine.MeshEngine", "radio.link.udp.UdpLink", "edge.http.HttpServer");

  @Test
  void shouldMakeRealPartsInWiringOnly() {
    Offenders offenders = new Offenders("only edge.wiring (and core.sim) makes real parts");
    List<String> parts = REAL_PARTS.stream().map(name -> Classes.BASE + name).collect(Collectors.toList());
    for (JavaClass type : Classes.main()) {
      if (Classes.inRoom(type, "edge.wiring") || Classes.inRoom(type, "core.sim")) {
        continue;
      }
      for (JavaAccess<?> call : makings(type).toList()) {
        String part = call.getTargetOwner().getName();
        if (parts.contains(part) && !inRoomOf(part, type)) {
          offenders.add(Classes.room(type) + "/" + call.getSourceCodeLocation().getSourceFileName() + ":"
              + call.getLineNumber(), "makes " + part);
        }
      }
    }
    offenders.assertNone();
  }

  /** Constructor calls, and calls of static factories that return their own class. */
  private static Stream<JavaAccess<?>> makings(JavaClass type) {
    return Stream.concat(type.getConstructorCallsFromSelf().stream(),
        type.getMethodCallsFromSelf().stream().filter(RealPartsTest::factory));
  }

  private static boolean factory(JavaMethodCall call) {
    return call.getTarget().resolveMember()
        .map(method -> isStatic(method) && method.getRawReturnType().equals(method.getOwner())).orElse(false);
  }

  private static boolean isStatic(JavaCodeUnit method) {
    return method.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC);
  }

  /** A room's own factory may make what the room is for. */
  private static boolean inRoomOf(String part, JavaClass type) {
    return part.startsWith(type.getPackageName() + ".")
        && part.lastIndexOf('.') == type.getPackageName().length();
  }
}
