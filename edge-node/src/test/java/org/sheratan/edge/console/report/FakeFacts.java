package org.sheratan.edge.console.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.Bytes;

/** A machine and a node that are as a test says; what the node was not told to answer is not found. */
final class FakeFacts implements Asker, Machine {
  final SortedMap<String, String> answers = new TreeMap<>();
  final List<String> bodies = new ArrayList<>();
  Optional<CommandFailure> failure = Optional.empty();
  OptionalLong free = OptionalLong.of(10L << 30);
  Optional<String> web = Optional.of("http://127.0.0.1:8081");
  List<String> addresses = List.of();
  Optional<Hotspot> hotspot = Optional.empty();
  boolean unicode = true;
  boolean safe;
  boolean isStarting;

  FakeFacts() {
    answers.put("/api/v1/status",
        "{\"accepting\":true,\"name\":\"node-a\",\"peers\":0,\"uptime_s\":1,\"epoch\":1}");
    answers.put("/api/v1/links", "{\"links\":[{\"name\":\"udp\",\"state\":\"up\"}]}");
  }

  void clock(String fields) {
    answers.put("/api/v1/status", "{\"accepting\":true,\"clock\":{" + fields + "}}");
  }

  Facts facts() {
    return new Facts(this, this, unicode);
  }

  @Override
  public boolean starting() {
    return isStarting;
  }

  @Override
  public View get(String target) throws CommandFailure {
    if (failure.isPresent()) {
      throw failure.get();
    }
    if (!answers.containsKey(target)) {
      throw new CommandFailure(ExitStatus.NOT_FOUND, "not here", "");
    }
    return new View(JsonReader.readObject(Bytes.utf8(answers.get(target))));
  }

  @Override
  public View post(String target, Json.Obj body) throws CommandFailure {
    bodies.add(org.sheratan.core.json.CanonicalJson.text(body));
    return get(target);
  }

  @Override
  public String name() {
    return "node-a";
  }

  @Override
  public String dataFolder() {
    return "/data";
  }

  @Override
  public OptionalLong freeBytes() {
    return free;
  }

  @Override
  public List<String> addresses() {
    return addresses;
  }

  @Override
  public Optional<String> web() {
    return web;
  }

  @Override
  public Optional<Hotspot> hotspot() {
    return hotspot;
  }

  @Override
  public boolean safeMode() {
    return safe;
  }
}
