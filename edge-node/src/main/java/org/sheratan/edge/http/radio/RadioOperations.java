package org.sheratan.edge.http.radio;

import java.util.Arrays;

import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Parameter;
import org.sheratan.radio.frame.Priority;

/** What can be asked about the radio and its law, and about what surrounds the node. */
final class RadioOperations {
  private static final String RADIO = "/api/v1/radio";

  static final Operation SHOW = Operation.get(RADIO, "getRadio", "The radio, its settings and its law.")
      .gives(200, "Radio").refuses(404);
  static final Operation AIRTIME = Operation
      .get(RADIO + "/airtime", "getAirtime", "When so many bytes of a priority may be sent.")
      .with(
          Parameter.number("bytes", 1, RadioPaths.MAX_BYTES, RadioPaths.DEFAULT_BYTES, "Length of a frame."),
          Parameter.oneOf("priority", Arrays.stream(Priority.values()).map(JsonWords::word).toList(),
              "The frame's priority; normal when left out."))
      .gives(200, "SendTime").refuses(404);
  static final Operation NOISE = Operation
      .get(RADIO + "/noise", "getNoise", "The noise that the radio measured last.").gives(200, "Noise")
      .refuses(404);
  static final Operation LINKS = Operation.get("/api/v1/links", "listLinks", "Every link, up or down.")
      .gives(200, "LinkList");
  static final Operation TRIAL = Operation
      .post(Scope.OPERATE, RADIO + "/trial", "tryRadio", "Other settings of the radio for a while.")
      .takes("TrialRequest").gives(200, "Radio").refuses(404, 409, 422);
  static final Operation REVERT = Operation
      .post(Scope.OPERATE, RADIO + "/revert", "revertRadio", "Ends a trial before its time.")
      .takes("RevertRequest").gives(200, "Radio").refuses(404, 409);
  static final Operation SELF_TEST = Operation
      .post(Scope.OPERATE, RADIO + "/selftest", "testRadio",
          "Resets the radio and compares what it confirms.")
      .takes("SelfTestRequest").gives(200, "SelfTest").refuses(404, 409, 422);
  static final Operation REGIONS = Operation
      .get("/api/v1/regions", "listRegions", "Every law of the air known, and the one that holds.")
      .gives(200, "RegionList");
  static final Operation REGION = Operation
      .post(Scope.ADMIN, "/api/v1/region", "setRegion", "Whose law the radio obeys.").takes("RegionRequest")
      .gives(200, "RegionChange").refuses(404, 409);
  static final Operation PACKETS = Operation
      .get("/api/v1/packets", "listPackets", "Frames as they come and go, waited for.")
      .with(Parameter.number("after", 0, PacketPaths.MAX_NUMBER, 0, "Answers what came behind this number."),
          Parameter.WAIT, Parameter.number("limit", 1, PacketPaths.MAX_LIMIT, PacketPaths.MAX_LIMIT,
              "Most frames of the answer."))
      .gives(200, "PacketPage").refuses(404);
  static final Operation NEIGHBORS = Operation
      .get("/api/v1/neighbors", "listNeighbors", "Every way to everyone heard directly.")
      .gives(200, "NeighborList");
  static final Operation ROUTES = Operation
      .get("/api/v1/routes", "listRoutes", "Every way to everyone, the best of each first.")
      .gives(200, "RouteList");
  static final Operation ANNOUNCE = Operation
      .post(Scope.OPERATE, "/api/v1/announce", "announce", "Lets the node announce itself as soon as it may.")
      .gives(200, "AnnounceList");
  static final Operation TRACE = Operation
      .post(Scope.OPERATE, "/api/v1/traceroute", "traceRoute", "Which way a message to a node takes.")
      .takes("SurveyRequest").gives(200, "Trace").refuses(404, 409, 422);
  static final Operation PROBE = Operation
      .post(Scope.OPERATE, "/api/v1/probe", "probe", "How well a node hears this one, and this one it.")
      .takes("SurveyRequest").gives(200, "Probe").refuses(404, 409, 422);
  static final Operation ECHO = Operation
      .post(Scope.OPERATE, "/api/v1/echo", "echo", "Lets the node answer every probe for a while.")
      .takes("EchoRequest").gives(200, "Echo").refuses(409);

  private RadioOperations() {}
}
