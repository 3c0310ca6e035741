package org.sheratan.edge.http.node;

import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.route.Operation;

/** What can be asked about this node and its peers. */
final class NodeOperations {
  private static final String NODE = "/api/v1/nodes/{node}";
  private static final String SHAPE = "Node";

  static final Operation ALIVE = Operation
      .get("/healthz", "alive", "Whether the node takes its turns, for watchdogs.").open()
      .gives(200, "Alive").gives(503, "Alive");
  static final Operation READY = Operation.get("/readyz", "ready", "Whether the node takes jobs.").open()
      .gives(200, "Ready").gives(503, "Ready");
  static final Operation STATUS = Operation
      .get("/api/v1/status", "getStatus", "How this node is, and what it has counted.").gives(200, "Status");
  static final Operation LIST = Operation.get("/api/v1/nodes", "listNodes", "Every node known here.")
      .gives(200, "NodeList");
  static final Operation SHOW = Operation.get(NODE, "getNode", "One node, by id, short name or name.")
      .gives(200, SHAPE).refuses(404, 409);
  static final Operation TRUST = Operation
      .post(Scope.OPERATE, NODE + "/trust", "trustNode",
          "Confirms a node's key, blocks the node, or takes that back.")
      .takes("TrustRequest").gives(200, SHAPE).refuses(404, 409);
  static final Operation REVOKE = Operation
      .post(Scope.ADMIN, NODE + "/revocation", "revokeNode", "Tells the whole network not to trust a node.")
      .takes("RevocationRequest").gives(200, SHAPE).refuses(404, 409, 422);
  static final Operation PING = Operation
      .post(Scope.OPERATE, "/api/v1/ping", "ping", "How long a message to a node and back takes.")
      .takes("NodeRequest").gives(200, "Pong").refuses(404, 409, 422);
  static final Operation HEALTH = Operation
      .get("/api/v1/health", "getHealth", "How the node is as a whole, and what is unusual.")
      .gives(200, "Health");
  static final Operation STATE = Operation
      .post(Scope.OPERATE, "/api/v1/health/state", "setState", "What an operator wants the node to be.")
      .takes("StateRequest").gives(200, "Health").refuses(409);
  static final Operation LAN = Operation
      .post(Scope.ADMIN, "/api/v1/lan", "setLan", "Whether other machines may come in.").takes("LanRequest")
      .gives(200, "Lan").refuses(404, 409);

  private NodeOperations() {}
}
