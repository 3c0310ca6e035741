package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Parameter;
import org.sheratan.kernel.Bytes;

/** Every single thing tells which version of it was shown, and is changed as a whole only by who knows it. */
class VersionsTest {
  /** What is told of a node changes with each frame of it that is heard. */
  private static final List<String> LIVE = List.of("getNode");
  private static final String MORE = "{\"title\":\"more\"}";
  @TempDir
  Path folder;

  private static boolean one(Operation operation) {
    return operation.path().startsWith("/api/v1/") && operation.path().endsWith("}");
  }

  private static boolean tagged(Operation operation) {
    return operation.replies().stream().anyMatch(reply -> reply.status() == 304);
  }

  private static String path(Operation operation, ApiWorld world) {
    String path = operation.path();
    for (String name : List.of("mission", "task", "job", "chain", "message", "schedule", "token", "group",
        "kind")) {
      path = path.replace("{" + name + "}",
          name.equals("schedule") ? "s1" : world.known(name).isEmpty() ? "" : world.known(name).getFirst());
    }
    return path;
  }

  @Test
  void shouldTellAVersionOfEverySingleThing() {
    try (SimulatedApi api = new SimulatedApi(11, folder, true)) {
      ApiWorld world = new ApiWorld(api);
      int seen = 0;
      for (Operation operation : api.operations()) {
        if (operation.method().equals("GET") && one(operation)) {
          assertEquals(!LIVE.contains(operation.id()), tagged(operation), operation.id());
        }
        if (operation.method().equals("GET") && tagged(operation)
            && operation.path().startsWith("/api/v1/")) {
          String path = path(operation, world);
          HttpResponse shown = api.call("GET", path, Map.of(), Bytes.EMPTY);
          assertEquals(200, shown.status(), path);
          String tag = shown.headers().get("ETag");
          assertNotNull(tag, path);
          api.pass(20_000);
          HttpResponse again = api.call("GET", path, Map.of("if-none-match", tag), Bytes.EMPTY);
          assertEquals(304, again.status(), path + ": only the clock went on");
          assertEquals(200,
              api.call("GET", path, Map.of("if-none-match", "\"other\""), Bytes.EMPTY).status());
          seen++;
        }
      }
      assertTrue(seen >= 9, seen + " operations");
    }
  }

  /** Where a thing tells its version, whoever replaces or deletes it may say which one he means. */
  @Test
  void shouldChangeOnlyTheVersionThatWasMeant() {
    try (SimulatedApi api = new SimulatedApi(12, folder, true)) {
      ApiWorld world = new ApiWorld(api);
      int seen = 0;
      for (Operation operation : api.operations()) {
        if (!List.of("PUT", "PATCH", "DELETE").contains(operation.method()) || !one(operation)) {
          continue;
        }
        assertTrue(operation.parameters().contains(Parameter.IF_MATCH), operation.id());
        assertTrue(operation.problems().contains(412), operation.id());
        String path = path(operation, world);
        String tag = api.call("GET", path, Map.of(), Bytes.EMPTY).headers().get("ETag");
        Bytes body = operation.takes().isPresent() ? Bytes.utf8(MORE) : Bytes.EMPTY;
        assertEquals(412, api.call(operation.method(), path, Map.of("if-match", "\"other\""), body).status(),
            path);
        assertEquals(304, api.call("GET", path, Map.of("if-none-match", tag), Bytes.EMPTY).status(),
            "it is as it was");
        assertEquals(200, api.call(operation.method(), path, Map.of("if-match", tag), body).status(), path);
        seen++;
      }
      assertTrue(seen >= 4, seen + " operations");
    }
  }
}
