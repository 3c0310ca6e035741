package org.sheratan.edge.http;

import java.util.SortedMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.kernel.Bytes;

/** @param headers by lower-case name */
public record RawResponse(int status, SortedMap<String, String> headers, Bytes body) {
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public Json.Obj json() {
    return JsonReader.readObject(body);
  }

  /** Text member; the empty text when it is null or absent. */
  public String text(String member) {
    return json().get(member) instanceof Json.Text(String value) ? value : "";
  }

  public String code() {
    return text("type").replace(Problem.TYPE_PREFIX, "");
  }
}
