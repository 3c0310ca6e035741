package org.sheratan.edge.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.sheratan.edge.config.Config;

/** Devices belong to groups: the node's user has to be in them, and the node to have been started since. */
final class DeviceGroups implements Examination {
  @Override
  public String id() {
    return "groups";
  }

  @Override
  public boolean goesByConfiguration() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    List<String> wanted = wanted(patient);
    if (wanted.isEmpty()) {
      return well("no device is asked for");
    }
    Optional<String> user = patient.user();
    if (user.isEmpty() || !patient.system().has("/etc/group")) {
      return unknown("this machine does not tell who is in which group");
    }
    if (user.get().equals("root")) {
      return well("root may use all devices");
    }
    List<String> missing = wanted.stream().filter(group -> !isIn(patient, user.get(), group)).toList();
    if (!missing.isEmpty()) {
      String groups = String.join(",", missing);
      return wrong(user.get() + " is not in " + groups + "; log in again after that",
          "sudo usermod -aG " + groups + " " + user.get());
    }
    return patient.lockHolder().filter(pid -> lacks(patient, pid, wanted)).isPresent()
        ? wrong("the node was started before " + user.get() + " came into " + String.join(", ", wanted),
            patient.restart())
        : well(user.get() + " is in " + String.join(", ", wanted));
  }

  private static List<String> wanted(Patient patient) {
    List<String> wanted = new ArrayList<>();
    if (BoardChosen.onHeader(patient).isPresent()) {
      wanted.addAll(List.of("spi", "gpio"));
    } else if (!InputPins.listed(patient).isEmpty()) {
      wanted.add("gpio");
    }
    boolean modem = patient.radio().filter(radio -> radio.board().equals(Config.Radio.MODEM)).isPresent();
    boolean console = patient.setup().config().filter(config -> !config.console().device().isEmpty())
        .isPresent();
    if (modem || console) {
      wanted.add("dialout");
    }
    return wanted;
  }

  /** Name, password, number, members (group(5)); the first group of a user stands in passwd(5). */
  private static boolean isIn(Patient patient, String user, String group) {
    Optional<String[]> entry = entry(patient, group);
    boolean member = entry
        .filter(fields -> fields.length > 3 && Arrays.asList(fields[3].split(",")).contains(user))
        .isPresent();
    return member || entry.isPresent() && patient.system().lines("/etc/passwd").stream()
        .map(line -> line.split(":", -1)).anyMatch(
            fields -> fields.length > 3 && fields[0].equals(user) && fields[3].equals(entry.get()[2]));
  }

  private static Optional<String[]> entry(Patient patient, String group) {
    return patient.system().lines("/etc/group").stream().map(line -> line.split(":", -1))
        .filter(fields -> fields.length > 2 && fields[0].equals(group)).findFirst();
  }

  /** What a process may use was settled when it began (proc_pid_status(5)). */
  private static boolean lacks(Patient patient, long pid, List<String> wanted) {
    Optional<List<String>> has = patient.system().lines("/proc/" + pid + "/status").stream()
        .filter(line -> line.matches("(Gid|Groups):.*"))
        .map(line -> Arrays.asList(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
        .reduce((first, more) -> {
          List<String> both = new ArrayList<>(first);
          both.addAll(more);
          return both;
        });
    return has.isPresent() && wanted.stream().flatMap(group -> entry(patient, group).stream())
        .anyMatch(fields -> !has.get().contains(fields[2]));
  }
}
