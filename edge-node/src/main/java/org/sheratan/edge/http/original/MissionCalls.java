package org.sheratan.edge.http.original;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;

/** {@code /api/missions} and {@code /api/missions/ID}. */
final class MissionCalls {
  static final String WHAT = "Mission";
  static final String PATH = "/api/missions";
  private static final int ID_SEGMENT = 2;

  private final NodeDesk desk;

  MissionCalls(NodeDesk desk) {
    this.desk = desk;
  }

  void addTo(Router router) {
    router.on("GET", PATH, this::list).on("POST", PATH, this::create).on("GET", PATH + "/{id}", this::show)
        .on("PUT", PATH + "/{id}", this::replace).on("DELETE", PATH + "/{id}", this::delete);
  }

  static MissionId id(HttpRequest request) throws HttpRefusal {
    return Words.id(WHAT, request.path().get(ID_SEGMENT), OwnedUuid::mission);
  }

  private HttpResponse list(HttpRequest request) throws HttpRefusal {
    return new WholeList<MissionId>(request, (after, limit) -> {
      Answer.Missions page = desk.ask(new Command.ListMissions(after, limit), Answer.Missions.class);
      List<WholeList.Item<MissionId>> items = page.missions().stream()
          .map(mission -> new WholeList.Item<MissionId>(mission.id(), () -> MissionShape.json(mission)))
          .toList();
      return new WholeList.Page<>(items, page.next());
    }).newestFirst();
  }

  private HttpResponse create(HttpRequest request) throws HttpRefusal {
    return asked(new Command.CreateMission(MissionShape.created(JsonReader.readObject(request.body())),
        Asking.once(new Origin(Origin.Zone.CORE_V2, request.caller()))));
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    return asked(new Command.ShowMission(id(request)));
  }

  private HttpResponse replace(HttpRequest request) throws HttpRefusal {
    Mission.Draft draft = MissionShape.replaced(JsonReader.readObject(request.body()));
    return asked(new Command.ReplaceMission(id(request), draft, Optional.empty()));
  }

  private HttpResponse delete(HttpRequest request) throws HttpRefusal {
    MissionId id = id(request);
    Words.known(WHAT, () -> desk.ask(new Command.DeleteMission(id, Optional.empty()), Answer.Done.class));
    return HttpResponse.json(200, Json.Obj.EMPTY.with("ok", true).with("deleted", OwnedUuid.of(id)));
  }

  private HttpResponse asked(Command command) throws HttpRefusal {
    return HttpResponse.json(200,
        MissionShape.json(Words.known(WHAT, () -> desk.ask(command, Answer.OneMission.class)).mission()));
  }
}
