package org.sheratan.edge.http.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;

class GroupPathsTest {
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);

  @Test
  void shouldTellTheGroups() throws IOException {
    Json.Arr groups = (Json.Arr) api.get("/api/v1/groups").json().get("groups");
    Json.Obj team = (Json.Obj) groups.items().getFirst();
    assertEquals(new Json.Text("0102030405060708"), team.get("id"));
    assertEquals(new Json.Text("node-a1"), team.get("admin"));
    assertEquals(2, ((Json.Arr) team.get("members")).items().size());
  }

  @Test
  void shouldFindAGroupByIdAndByName() throws IOException {
    for (String reference : List.of("team", "0102030405060708")) {
      Json.Obj team = api.get("/api/v1/groups/" + reference).json();
      assertEquals(new Json.Text("0102030405060708"), team.get("id"));
    }
    assertEquals(404, api.get("/api/v1/groups/nobody").status());
  }

  @Test
  void shouldNotChooseAmongGroupsOfOneName() throws IOException {
    node.answering(command -> command instanceof Command.ListGroups
        ? Optional.of(new Answer.GroupList(List.of(FakeNode.TEAM, FakeNode.TEAM)))
        : Optional.empty());
    assertEquals(409, api.get("/api/v1/groups/team").status());
  }

  @Test
  void shouldCreateInviteJoinRemoveAndLeave() throws IOException {
    assertEquals(201, api.post("/api/v1/groups", "{\"name\":\"team\"}").status());
    RawResponse invited = api.post("/api/v1/groups/team/invitations", "{\"lifetime_s\":3600}");
    assertEquals(201, invited.status());
    assertEquals(FakeNode.CODE.text(), invited.text("code"));
    assertEquals("SHERATAN:" + FakeNode.CODE.text(), invited.text("qr"));
    assertEquals(200, api.post("/api/v1/groups/join",
        "{\"code\":\"" + FakeNode.CODE.text() + "\",\"timeout_s\":30}").status());
    assertEquals(new Command.JoinGroup(FakeNode.CODE, 30_000), node.asked(Command.JoinGroup.class));
    assertEquals(200, api.post("/api/v1/groups/team/remove", "{\"node\":\"node-b2\"}").status());
    assertEquals(new Command.RemoveFromGroup(FakeNode.TEAM.id(), FakeNode.WORKER.id()),
        node.asked(Command.RemoveFromGroup.class));
    assertEquals(200, api.post("/api/v1/groups/team/leave", "{}").status());
  }

  @Test
  void shouldSayWhatIsWrongWithACodeButNotTheCode() throws IOException {
    String typed = FakeNode.CODE.text().substring(1) + "0";
    RawResponse refused = api.post("/api/v1/groups/join", "{\"code\":\"" + typed + "\"}");
    assertEquals(400, refused.status());
    assertEquals("code", refused.text("field"));
    assertEquals(-1, refused.text("detail").indexOf(typed));
  }
}
