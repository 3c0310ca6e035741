package org.sheratan.edge.http.original;

import java.util.Map;
import java.util.Optional;

import org.sheratan.edge.http.door.Problem;

/** Where the client wrote what the node refuses: the node names fields as its own API does. */
final class JobFields {
  private static final Map<String, String> THERE = Map.of("kind", "payload.kind", "timeout_s",
      "timeout_seconds");
  private static final String NOBODY = "no-capable-node";

  private JobFields() {}

  static Problem named(Problem problem) {
    if (problem.code().equals(NOBODY)) {
      return with(problem, "payload.kind", problem.detail());
    }
    if (problem.field().isEmpty()) {
      return problem;
    }
    String here = problem.field().get();
    String there = here.equals("params") || here.startsWith("params.") || here.startsWith("params[")
        ? "payload." + here
        : THERE.getOrDefault(here, here);
    String said = problem.detail();
    return with(problem, there,
        said.startsWith(here + ": ") ? there + said.substring(here.length()) : said);
  }

  private static Problem with(Problem problem, String field, String detail) {
    return new Problem(problem.status(), problem.code(), problem.title(), detail, Optional.of(field),
        problem.fix(), problem.retryAfterS(), problem.more());
  }
}
