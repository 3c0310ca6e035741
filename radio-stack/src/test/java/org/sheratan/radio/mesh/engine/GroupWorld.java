package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.Group;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.secure.JoinCode;

/** Nodes that know each other, and groups among them. */
public final class GroupWorld {
  public static final long MINUTE_MS = 60_000;
  public static final long HOUR_MS = 60 * MINUTE_MS;

  public final World world;
  public final String why;

  public GroupWorld(long seed, EtherFaults faults, LinkProfile profile) {
    world = new World(seed, faults, profile);
    why = "seed " + seed;
  }

  public void settle() {
    assertTrue(world.runUntil(2 * HOUR_MS, world::everyoneKnowsEveryone), why);
  }

  public Groups groups(TestNode node) {
    node.mesh.poll(Now.monotonic(world.nowMs()));
    return node.mesh.groups();
  }

  public GroupId create(TestNode admin, String name) {
    return groups(admin).create(name).orElseThrow().id();
  }

  public JoinCode code(TestNode admin, GroupId group) {
    return assertInstanceOf(Groups.Invitation.Code.class, groups(admin).invite(group, HOUR_MS)).code();
  }

  /** Lets {@code newcomers} in, one after the other, until all can hear all. */
  public GroupId group(String name, TestNode admin, TestNode... newcomers) {
    GroupId group = create(admin, name);
    for (TestNode newcomer : newcomers) {
      JoinCode code = code(admin, group);
      assertEquals(Optional.empty(), groups(newcomer).join(code, HOUR_MS));
    }
    List<TestNode> all = new ArrayList<>(List.of(newcomers));
    all.add(admin);
    assertTrue(world.runUntil(2 * HOUR_MS, () -> inStep(group, all)), why);
    return group;
  }

  /** All have the same members, and everyone's key. */
  public boolean inStep(GroupId group, List<TestNode> members) {
    return members.stream().allMatch(node -> view(node, group).filter(
        view -> view.members().size() == members.size() && view.heard().size() == members.size() - 1)
        .isPresent());
  }

  public Optional<Group> view(TestNode node, GroupId group) {
    return groups(node).all().stream().filter(view -> view.id().equals(group)).findFirst();
  }

  public void say(TestNode from, GroupId group, String text, boolean signed) {
    assertEquals(Optional.empty(), groups(from).broadcast(group, Bytes.utf8(text), Priority.NORMAL, signed),
        why);
  }

  public static List<String> heard(TestNode node) {
    return messages(node).stream().map(message -> message.message().toUtf8()).toList();
  }

  public static List<MeshEvent.GroupMessage> messages(TestNode node) {
    return node.events.stream().filter(MeshEvent.GroupMessage.class::isInstance)
        .map(MeshEvent.GroupMessage.class::cast).toList();
  }
}
