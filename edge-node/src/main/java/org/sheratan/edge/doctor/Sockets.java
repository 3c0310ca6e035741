package org.sheratan.edge.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who has a port, by {@code /proc/net} and the open files of processes (proc_pid_net(5), proc_pid_fd(5)). */
final class Sockets {
  private static final String LISTENING = "0A";
  private static final int INODE = 9;

  private Sockets() {}

  /** @param pid empty when the system does not let us see whose it is */
  record Holder(Optional<Long> pid) {}

  static boolean told(Patient patient, String protocol) {
    return patient.system().has("/proc/net/" + protocol);
  }

  /** @param protocol {@code tcp} or {@code udp}; only listening sockets of the first count */
  static List<Holder> of(Patient patient, String protocol, int port) {
    List<Holder> holders = new ArrayList<>();
    for (String table : List.of(protocol, protocol + "6")) {
      for (String line : patient.system().lines("/proc/net/" + table)) {
        String[] words = line.strip().split("\\s+");
        boolean entry = words.length > INODE && words[1].matches("[0-9A-F]+:[0-9A-F]{4}");
        if (entry && Integer.parseInt(words[1].substring(words[1].length() - 4), 16) == port
            && (protocol.equals("udp") || words[3].equals(LISTENING))) {
          holders.add(new Holder(process(patient, words[INODE])));
        }
      }
    }
    return holders;
  }

  private static Optional<Long> process(Patient patient, String inode) {
    String wanted = "socket:[" + inode + "]";
    for (Path process : patient.system().list("/proc", "[0-9]*")) {
      String pid = process.getFileName().toString();
      for (Path open : patient.system().list("/proc/" + pid + "/fd", "*")) {
        if (leadsTo(open, wanted) && pid.matches("[0-9]{1,18}")) {
          return Optional.of(Long.parseLong(pid));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean leadsTo(Path link, String wanted) {
    try {
      return Files.readSymbolicLink(link).toString().equals(wanted);
    } catch (IOException | UnsupportedOperationException gone) {
      return false;
    }
  }
}
