package org.sheratan.edge.doctor;

import java.util.Optional;
import java.util.stream.Stream;

import org.sheratan.edge.config.Config;

/** Programs that are no nodes on the ports of UDP: the discovery port is shared, but with other nodes only. */
final class UdpPort implements Examination {
  @Override
  public String id() {
    return "port-udp";
  }

  @Override
  public boolean goesByConfiguration() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    Optional<Config.Udp> udp = patient.setup().config().map(Config::udp).filter(Config.Udp::enabled);
    if (udp.isEmpty()) {
      return well("UDP is not asked for");
    }
    if (!Sockets.told(patient, "udp")) {
      return unknown("this machine does not tell who has which port");
    }
    Optional<Finding> own = Stream.of(udp.get().port()).filter(port -> port != 0)
        .flatMap(port -> taken(patient, port, "port", false).stream()).findFirst();
    Optional<Finding> shared = Stream.of(udp.get().discoveryPort()).filter(port -> port != 0)
        .flatMap(port -> taken(patient, port, "discovery_port", true).stream()).findFirst();
    Optional<Integer> unseen = Stream.of(udp.get().port(), udp.get().discoveryPort())
        .filter(port -> port != 0)
        .filter(port -> Sockets.of(patient, "udp", port).stream().anyMatch(holder -> holder.pid().isEmpty()))
        .findFirst();
    return own.or(() -> shared)
        .or(() -> unseen.map(port -> unknown("UDP port " + port + " is taken by a process of another user",
            Examinations.AS_ROOT)))
        .orElseGet(() -> well("no other program is on its ports"));
  }

  private Optional<Finding> taken(Patient patient, int port, String key, boolean shared) {
    for (Sockets.Holder holder : Sockets.of(patient, "udp", port)) {
      if (holder.pid().isEmpty() || holder.pid().equals(patient.lockHolder())) {
        continue;
      }
      String program = patient.program(holder.pid().get());
      if (!shared || !program.equals("java")) {
        return Optional.of(wrong("UDP port " + port + " is taken by " + program + ", process "
            + holder.pid().get() + "; give [udp] " + key + " another number"
            + (shared ? ", the same on all nodes of this machine" : ""), patient.setup().edit()));
      }
    }
    return Optional.empty();
  }
}
