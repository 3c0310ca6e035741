package org.sheratan.core.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Group;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.secure.JoinCode;

/** Groups that do what a test wants, and write down what they are asked for. */
public final class FakeGroups implements Groups {
  public static final JoinCode CODE = new JoinCode(Bytes.hex("0102030405"), Bytes.hex("11".repeat(10)));

  public final List<Group> known = new ArrayList<>();
  public final List<String> asked = new ArrayList<>();
  public final List<Bytes> said = new ArrayList<>();
  public Optional<Refused> refusal = Optional.empty();

  @Override
  public List<Group> all() {
    return known;
  }

  @Override
  public Optional<Group> create(String name) {
    if (name.isEmpty()) {
      throw new MalformedException("name", 0, "needs 1 to 32 characters");
    }
    asked.add("create " + name);
    return refusal.isPresent() ? Optional.empty() : Optional.of(known.getFirst());
  }

  @Override
  public Invitation invite(GroupId group, long lifetimeMs) {
    asked.add("invite " + group + " " + lifetimeMs);
    return refusal.<Invitation>map(Invitation.None::new).orElseGet(() -> new Invitation.Code(CODE));
  }

  @Override
  public Optional<Refused> join(JoinCode code, long lifetimeMs) {
    asked.add("join " + lifetimeMs);
    return refusal;
  }

  @Override
  public Optional<Refused> remove(GroupId group, NodeId member) {
    asked.add("remove " + group + " " + member);
    return refusal;
  }

  @Override
  public Optional<Refused> leave(GroupId group) {
    asked.add("leave " + group);
    return refusal;
  }

  @Override
  public Optional<Refused> broadcast(GroupId group, Bytes message, Priority priority, boolean signed) {
    asked.add("say " + group + " " + priority + " " + signed);
    said.add(message);
    return refusal;
  }
}
