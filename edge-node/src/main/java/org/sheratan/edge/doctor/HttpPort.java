package org.sheratan.edge.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.edge.config.Config;

/** Another program on the port of the API keeps the node from starting, one on that of another listener keeps its callers out. */
final class HttpPort implements Examination {
  @Override
  public String id() {
    return "port-http";
  }

  @Override
  public boolean goesByConfiguration() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    Optional<Config.Http> http = patient.setup().config().map(Config::http).filter(Config.Http::enabled);
    if (http.isEmpty()) {
      return well("no fixed port is asked for");
    }
    Finding own = of(patient, http.get().port(), "port");
    List<Finding> all = new ArrayList<>(List.of(own));
    if (http.get().lan()) {
      all.add(of(patient, http.get().lanPort(), "lan_port"));
    }
    if (http.get().original()) {
      all.add(of(patient, http.get().originalPort(), "original_port"));
    }
    return all.stream().filter(finding -> finding.state() == Finding.State.WRONG).findFirst().orElse(own);
  }

  /** @param key of {@code [http]}, which the port stands under */
  private Finding of(Patient patient, int port, String key) {
    if (port == 0) {
      return well("no fixed port is asked for");
    }
    if (!Sockets.told(patient, "tcp")) {
      return unknown("this machine does not tell who has port " + port);
    }
    List<Sockets.Holder> holders = Sockets.of(patient, "tcp", port);
    if (holders.isEmpty()) {
      return well("port " + port + " is free");
    }
    Optional<Long> holder = holders.getFirst().pid();
    if (holder.isEmpty()) {
      return patient.node().answering()
          ? well("port " + port + " is taken, and the node answers")
          : wrong("port " + port + " is taken by a process of another user",
              "sudo ss -ltnp 'sport = :" + port + "'");
    }
    return holder.equals(patient.lockHolder())
        ? well("port " + port + " is the node's")
        : wrong("port " + port + " is taken by " + patient.server(holder.get()) + ", process " + holder.get()
            + "; give the node another [http] " + key, patient.setup().edit());
  }
}
