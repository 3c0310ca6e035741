package org.sheratan.edge.http.route;

import java.util.List;

/**
 * What an operation may answer.
 *
 * @param type media type of the body; empty for none
 * @param schema names the shape of a JSON body, in the {@code schemas.json} of a room; empty where it is not JSON
 * @param headers beside those of every answer
 */
public record Reply(int status, String type, String schema, List<String> headers) {
  public static final String JSON = "application/json";

  public Reply {
    headers = List.copyOf(headers);
  }
}
