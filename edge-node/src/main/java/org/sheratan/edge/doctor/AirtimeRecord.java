package org.sheratan.edge.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.edge.shell.View;

/** Without a record of what was sent the law cannot be kept, and the radio is silent. */
final class AirtimeRecord implements Examination {
  @Override
  public String id() {
    return "airtime";
  }

  @Override
  public boolean goesByConfiguration() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    if (patient.radio().isEmpty()) {
      return well("no radio is asked for");
    }
    Optional<View> radio = patient.node().get("/api/v1/radio");
    String trouble = radio.map(view -> view.text("airtime_trouble")).orElse("");
    if (!trouble.isEmpty()) {
      return wrong(trouble, "sheratan radio airtime");
    }
    Path folder = patient.radio().get().airtimeFolder();
    if (radio.isPresent()) {
      return well("kept in " + folder);
    }
    if (Files.notExists(folder)) {
      return well("begins with the first start, in " + folder);
    }
    return Files.isDirectory(folder) && Files.isWritable(folder)
        ? well("kept in " + folder)
        : unknown(folder + " is closed to whoever asks here", "sudo sheratan doctor");
  }
}
