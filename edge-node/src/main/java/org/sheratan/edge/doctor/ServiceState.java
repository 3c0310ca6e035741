package org.sheratan.edge.doctor;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether systemd starts the node, and does not start it again and again. */
final class ServiceState implements Examination {
  private static final int MANY_RESTARTS = 3;
  private static final String LOG = "sudo journalctl -u sheratan-edge -n 50";

  @Override
  public String id() {
    return "service";
  }

  @Override
  public Finding of(Patient patient) {
    if (!patient.ofService()) {
      return well("this node is not the package's service");
    }
    Optional<String> told = patient.programs().ask("systemctl", "show", "sheratan-edge",
        "--property=LoadState,ActiveState,SubState,Result,NRestarts,UnitFileState");
    Map<String, String> unit = new TreeMap<>();
    told.orElse("").lines().filter(line -> line.contains("="))
        .forEach(
            line -> unit.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    if (unit.isEmpty()) {
      return unknown("systemd does not tell");
    }
    return found(unit);
  }

  private Finding found(Map<String, String> unit) {
    String active = unit.getOrDefault("ActiveState", "");
    String restarts = unit.getOrDefault("NRestarts", "0");
    boolean again = restarts.matches("[0-9]{1,9}") && Integer.parseInt(restarts) >= MANY_RESTARTS;
    if (!unit.getOrDefault("LoadState", "").equals("loaded")) {
      return wrong("there is no service sheratan-edge", "sudo apt install --reinstall sheratan-edge");
    }
    if (active.equals("failed") || !active.equals("active") && again) {
      return wrong("the service has ended (" + unit.getOrDefault("Result", "unknown") + ", started again "
          + restarts + " times)", LOG);
    }
    if (active.equals("inactive")) {
      return wrong("the service is stopped", "sudo systemctl start sheratan-edge");
    }
    if (again) {
      return wrong("the service was started again " + restarts + " times", LOG);
    }
    return unit.getOrDefault("UnitFileState", "").equals("disabled")
        ? wrong("the service runs, but will not after a restart of the machine",
            "sudo systemctl enable sheratan-edge")
        : well("the service is " + active + " (" + unit.getOrDefault("SubState", "unknown") + ")");
  }
}
