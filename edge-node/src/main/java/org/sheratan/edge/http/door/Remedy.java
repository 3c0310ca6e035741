package org.sheratan.edge.http.door;

import java.util.Optional;

/**
 * The next step for a problem whose place knows no better one: no error leaves its reader without. Who knows better, such as
 * the command line of its own options, may tell by it that nobody did.
 */
public final class Remedy {
  private Remedy() {}

  /** @param field what part of the request is to blame; where the rules for it stand is told then */
  public static String of(int status, Optional<String> field) {
    return switch (status) {
      case 400 -> "look up " + field.orElse("the request") + " in /openapi.json";
      case 401, 403 -> "sheratan token list tells what each token may do";
      case 404 -> "a list of what there is; /openapi.json has every path";
      case 405 -> "a method that the header Allow names";
      case 408 -> "the same request, sent without a pause";
      case 409 -> "a look at it as it is now";
      case 412 -> "If-Match with its ETag as it is now";
      case 413, 414, 431 -> "a smaller request";
      case 415 -> "the header Content-Type: application/json";
      case 421 -> "the name or address that sheratan status shows";
      case 422 -> "sheratan node list";
      case 501, 505 -> "HTTP/1.1, and a body with Content-Length";
      case 504 -> "the same request with a longer timeout";
      case 507 -> "sheratan doctor";
      case 429, 503 -> "the same request later";
      default -> "the log of the node";
    };
  }
}
