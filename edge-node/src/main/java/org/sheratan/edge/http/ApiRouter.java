package org.sheratan.edge.http;

import org.sheratan.edge.daemon.LogTail;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.event.LogPath;
import org.sheratan.edge.http.job.GatePaths;
import org.sheratan.edge.http.job.JobPaths;
import org.sheratan.edge.http.message.GroupPaths;
import org.sheratan.edge.http.message.MessagePaths;
import org.sheratan.edge.http.mission.ChainPaths;
import org.sheratan.edge.http.mission.MissionPaths;
import org.sheratan.edge.http.node.HealthPaths;
import org.sheratan.edge.http.node.LanPath;
import org.sheratan.edge.http.node.NodePaths;
import org.sheratan.edge.http.node.StatePaths;
import org.sheratan.edge.http.radio.PacketPaths;
import org.sheratan.edge.http.radio.RadioPaths;
import org.sheratan.edge.http.radio.RegionPaths;
import org.sheratan.edge.http.radio.SelfTestPath;
import org.sheratan.edge.http.radio.SurveyPaths;
import org.sheratan.edge.http.radio.TrialPaths;
import org.sheratan.edge.http.relay.RelayPaths;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.LongPoll;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;
import org.sheratan.edge.http.schedule.SchedulePaths;
import org.sheratan.edge.http.token.TokenPaths;
import org.sheratan.edge.http.tool.ToolPaths;
import org.sheratan.edge.http.trace.TracePaths;

/** Every path of the API that answers at once or after a wait. */
final class ApiRouter {
  private ApiRouter() {}

  static Router of(NodeDesk desk, HttpSettings settings, ApiParts parts) {
    Router router = new Router();
    new HealthPaths(desk).addTo(router);
    new NodePaths(desk, parts).addTo(router);
    new StatePaths(desk).addTo(router);
    new LanPath(parts).addTo(router);
    new SurveyPaths(desk, parts).addTo(router);
    new RadioPaths(desk, parts).addTo(router);
    new GroupPaths(desk).addTo(router);
    LongPoll polls = new LongPoll(desk, settings, parts.clock());
    new JobPaths(desk, polls, parts).addTo(router);
    new GatePaths(desk, parts).addTo(router);
    new ChainPaths(desk, polls).addTo(router);
    new MissionPaths(desk).addTo(router);
    new SchedulePaths(desk).addTo(router);
    new ToolPaths(desk).addTo(router);
    new RelayPaths(polls, parts).addTo(router);
    new MessagePaths(desk, polls, parts).addTo(router);
    new PacketPaths(polls, parts).addTo(router);
    new TrialPaths(polls, parts).addTo(router);
    new SelfTestPath(polls, parts).addTo(router);
    new RegionPaths(parts).addTo(router);
    new TracePaths(parts).addTo(router);
    new TokenPaths(parts).addTo(router);
    new LogPath(LogTail::from).addTo(router);
    return router;
  }
}
