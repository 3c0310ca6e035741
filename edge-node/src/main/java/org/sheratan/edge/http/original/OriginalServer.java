package org.sheratan.edge.http.original;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.daemon.MachineLoad;
import org.sheratan.edge.http.door.CloseLog;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.OpenDoor;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;
import org.sheratan.edge.relay.KeptJson;
import org.sheratan.edge.relay.Relay;

/** The API of the original, listening. It asks for no token, so it is for this machine only. */
public final class OriginalServer implements AutoCloseable {
  private final OpenDoor door;
  private final NodeDesk desk;

  private OriginalServer(OpenDoor door, NodeDesk desk) {
    this.door = door;
    this.desk = desk;
  }

  /**
   * Binds and serves until closed.
   *
   * @param settings of loopback
   * @param relay to workers outside
   * @param hosts where is kept what hosts said of themselves
   * @throws IOException when the address cannot be bound, a port already taken above all
   */
  public static OriginalServer start(HttpSettings settings, ApiParts parts, Relay relay, KeptJson hosts)
      throws IOException {
    NodeDesk desk = new NodeDesk(parts.gate(), settings.answerDeadlineMs());
    Router router = new Router();
    new ChainCalls(desk).addTo(router);
    new MissionCalls(desk).addTo(router);
    new TaskCalls(desk).addTo(router);
    RepeatCount repeats = new RepeatCount();
    new JobCalls(desk, repeats, parts.clock(), relay).addTo(router);
    new NodeCalls(desk).addTo(router);
    AtomicInteger port = new AtomicInteger(settings.port());
    PartList list = new PartList(parts.clock(), port::get);
    new SystemCalls(desk, parts.clock(), list, repeats, new MachineLoad()).addTo(router);
    new StateCalls(desk, parts.clock(), list).addTo(router);
    new DiagnosisCalls(desk, parts.clock()).addTo(router);
    new WhyCalls(parts.trace()).addTo(router);
    new GatewayCalls(desk).addTo(router);
    new HostCalls(parts.clock(), hosts).addTo(router);
    new WorkerCalls(relay, parts.clock()).addTo(router);
    CloseLog log = new CloseLog(parts.clock(), pairs -> Log.warn("http-closed", pairs));
    OpenDoor door = OpenDoor.open(settings, parts.clock(), parts.executor(), log,
        new OriginalApplication(new OriginalCaller(settings), router));
    port.set(door.address().getPort());
    return new OriginalServer(door, desk);
  }

  /** Where it listens; the port is the real one even if 0 was asked for. */
  public InetSocketAddress address() {
    return door.address();
  }

  @Override
  public void close() {
    desk.close();
    door.close();
  }
}
