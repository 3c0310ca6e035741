package org.sheratan.edge.http.relay;

import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Parameter;

/**
 * What a worker outside can do. Its results are taken for this node's, so it needs the right of those who decide for the
 * node.
 */
final class RelayOperations {
  private static final String CLAIMS = "/api/v1/relay/claims";
  private static final String CLAIM = CLAIMS + "/{claim}";
  private static final String STANDING = "RelayStanding";

  static final Operation TAKE = Operation
      .post(Scope.OPERATE, CLAIMS, "claimRelayJob",
          "Takes a job that waits for a worker outside, at once or when there is one.")
      .with(Parameter.WAIT).takes("RelayClaimRequest").gives(200, "RelayClaim").refuses(404);
  static final Operation REPORT = Operation
      .put(Scope.OPERATE, CLAIM + "/report", "reportRelayJob",
          "How far the job is, and what another worker could go on from.")
      .takes("RelayReport").gives(200, STANDING).refuses(404, 409);
  static final Operation RESULT = Operation
      .put(Scope.OPERATE, CLAIM + "/result", "endRelayJob", "Brings the result of the job.")
      .takes("RelayResult").gives(200, STANDING).refuses(404, 409);

  private RelayOperations() {}
}
