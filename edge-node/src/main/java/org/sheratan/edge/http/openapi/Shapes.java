package org.sheratan.edge.http.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;

/**
 * The shapes of JSON bodies by name (JSON Schema 2020-12), from the file {@code schemas.json} that lies beside the classes of
 * each room. They are read when asked for and kept nowhere.
 */
final class Shapes {
  static final List<String> ROOMS = List.of("event", "job", "message", "mission", "node", "radio", "relay",
      "route",
      "schedule", "session", "token", "tool", "trace");

  private Shapes() {}

  static Json.Obj all() {
    SortedMap<String, Json> all = new TreeMap<>();
    for (String room : ROOMS) {
      for (Map.Entry<String, Json> shape : read(room).fields().entrySet()) {
        Check.that(all.put(shape.getKey(), shape.getValue()) == null, "one shape of each name");
      }
    }
    return Json.Obj.of(all);
  }

  private static Json.Obj read(String room) {
    String name = "/org/sheratan/edge/http/" + room + "/schemas.json";
    try (InputStream file = Shapes.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return JsonReader.readObject(Bytes.copyOf(file.readAllBytes()));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
