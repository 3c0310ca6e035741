package org.sheratan.edge.doctor;

import java.util.List;
import java.util.Optional;

import org.sheratan.edge.config.Config;

/** Another program on the port of the API keeps the node from starting. */
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
    if (http.isEmpty() || http.get().port() == 0) {
      return well("no fixed port is asked for");
    }
    int port = http.get().port();
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
        : wrong("port " + port + " is taken by " + patient.program(holder.get()) + ", process " + holder.get()
            + "; give the node another [http] port", patient.setup().edit());
  }
}
