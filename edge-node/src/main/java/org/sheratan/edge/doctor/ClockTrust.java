package org.sheratan.edge.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.sheratan.edge.shell.View;
import org.sheratan.kernel.WallQuality;

/** A clock that stands before what was written is wrong for sure; one that nobody vouches for may be. */
final class ClockTrust implements Examination {
  private static final long SLACK_MS = 60_000;
  private static final String NOBODY = "none";

  @Override
  public String id() {
    return "clock";
  }

  @Override
  public Finding of(Patient patient) {
    String shown = Instant.ofEpochMilli(patient.now().wallMs()).toString().substring(0, 16) + "Z";
    long written = latest(patient);
    if (patient.now().wallMs() + SLACK_MS < written) {
      return wrong("it says " + shown + ", but the node wrote on " + Instant.ofEpochMilli(written),
          "sudo timedatectl set-ntp true");
    }
    Optional<View> node = patient.node().get("/api/v1/status").flatMap(status -> status.object("clock"));
    if (node.isPresent() && node.get().is("machine_wrong")) {
      String wrong = "it says " + shown + ", and the node knows better: after "
          + node.get().text("not_before");
      return patient.now().quality() == WallQuality.NTP
          ? wrong(wrong
              + "; but a time server vouches for it, so what the node saved is wrong: stop it, remove that",
              forget(patient))
          : wrong(wrong, "sudo timedatectl set-ntp true");
    }
    String machine = patient.now().quality().name().toLowerCase(Locale.ROOT);
    String quality = node.map(view -> view.textOr("quality", NOBODY)).filter(word -> !word.equals(NOBODY))
        .orElse(machine);
    return quality.equals(NOBODY)
        ? unknown("it says " + shown + ", and nobody vouches for that: no time server, GPS or other node",
            "timedatectl timesync-status")
        : well("it says " + shown + "; vouched for: " + quality);
  }

  private static String forget(Patient patient) {
    String remove = patient.asOwner("rm " + patient.folder().resolve("time"));
    return patient.ofService() ? "sudo systemctl stop sheratan-edge && " + remove : remove;
  }

  /** The node's own files are as good as a clock that only goes forward. */
  private static long latest(Patient patient) {
    long latest = 0;
    for (String name : List.of("epoch.mark", "store", "index", "run.json", "api-address")) {
      Path file = patient.folder().resolve(name);
      try {
        latest = Math.max(latest, Files.getLastModifiedTime(file).toMillis());
      } catch (IOException absent) {
        continue;
      }
    }
    return latest;
  }
}
