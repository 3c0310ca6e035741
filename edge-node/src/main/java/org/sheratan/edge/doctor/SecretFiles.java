package org.sheratan.edge.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.store.disk.PrivateFiles;

/** Keys, tokens and passwords that others on the machine could read, or that belong to somebody else. */
public final class SecretFiles implements Examination {
  static final List<String> NAMES = List.of("identity.key", "network.key", "api-token", "api-tokens",
      "access", "tls.pem",
      "epoch.mark");

  @Override
  public String id() {
    return "secrets";
  }

  @Override
  public boolean looksIntoFolder() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    int seen = 0;
    for (Path file : files(patient)) {
      try {
        String others = PrivateFiles.others(file);
        if (!others.isEmpty()) {
          return wrong(file + " is open to others (" + others + ")",
              patient.asOwner(PrivateFiles.closing(file)));
        }
        String owner = Files.getOwner(file).getName();
        String all = Files.getOwner(patient.folder()).getName();
        if (!all.equals(owner)) {
          return wrong(file + " belongs to " + owner + ", the folder to " + all,
              "sudo chown " + all + " " + file);
        }
        seen++;
      } catch (IOException | UnsupportedOperationException closed) {
        return unknown(file + " does not tell who may read it", "sudo sheratan doctor");
      }
    }
    return seen == 0 ? unknown("no secrets are here yet") : well("only the owner may read all " + seen);
  }

  /** Those that are there. */
  public static List<Path> files(Patient patient) {
    List<Path> files = new ArrayList<>();
    NAMES.forEach(name -> files.add(patient.folder().resolve(name)));
    patient.setup().config().map(config -> config.network().keyFile()).filter(key -> !files.contains(key))
        .ifPresent(files::add);
    return files.stream().filter(Files::exists).toList();
  }
}
