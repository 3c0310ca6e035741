package org.sheratan.edge.card;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan on disk, so that it is carried out whole or not at all: a folder with the texts of its files, named 0, 1, 2 and so on, and a
 * {@code list} of lines:
 *
 * <pre>
 * plan 1                      the format
 * source HASH                 SHA-256 of the card's file once its secrets are erased
 * mask OFFSET LENGTH          a secret in it; any number of lines
 * file secret|open PATH       where 0 goes, then where 1 goes, and so on
 * end
 * </pre>
 *
 * It is written under another name and moved: whoever finds it finds all of it.
 */
record StagedPlan(String sourceHash, List<SecretSpan> secrets, List<PlannedFile> files) {
  private static final String FORMAT = "plan 1";
  private static final String LIST = "list";
  private static final int MAX_BYTES = 1024 * 1024;
  private static final int MAX_LINES = 100;

  StagedPlan {
    secrets = List.copyOf(secrets);
    files = List.copyOf(files);
  }

  /** Into a folder that is not there yet. */
  void write(Path folder, CardDisk disk) throws IOException {
    disk.makeFolder(folder);
    StringBuilder list = new StringBuilder(FORMAT + "\nsource " + sourceHash + "\n");
    for (SecretSpan span : secrets) {
      list.append("mask ").append(span.offset()).append(' ').append(span.length()).append('\n');
    }
    for (int index = 0; index < files.size(); index++) {
      PlannedFile file = files.get(index);
      disk.replace(folder.resolve(Integer.toString(index)), true,
          file.text().getBytes(StandardCharsets.UTF_8));
      list.append("file ").append(file.secret() ? "secret " : "open ").append(file.path()).append('\n');
    }
    disk.replace(folder.resolve(LIST), true,
        list.append("end\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  /** @throws IOException also when it is not as {@link #write} left it */
  static StagedPlan read(Path folder) throws IOException {
    List<String> lines = text(folder.resolve(LIST)).lines().limit(MAX_LINES).toList();
    if (lines.size() < 3 || !lines.getFirst().equals(FORMAT) || !lines.get(1).matches("source [0-9a-f]{64}")
        || !lines.getLast().equals("end")) {
      throw damaged(folder, 1);
    }
    List<SecretSpan> secrets = new ArrayList<>();
    List<PlannedFile> files = new ArrayList<>();
    for (int index = 2; index < lines.size() - 1; index++) {
      String[] words = lines.get(index).split(" ", 3);
      if (words.length != 3 || !lines.get(index).matches("mask \\d{1,6} \\d{1,3}|file (secret|open) /.*")) {
        throw damaged(folder, index + 1);
      }
      if (words[0].equals("mask")) {
        secrets.add(new SecretSpan(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
      } else {
        files.add(new PlannedFile(Path.of(words[2]), words[1].equals("secret"),
            text(folder.resolve(Integer.toString(files.size())))));
      }
    }
    return new StagedPlan(lines.get(1).split(" ")[1], secrets, files);
  }

  static boolean isIn(Path folder) {
    return Files.isDirectory(folder);
  }

  private static IOException damaged(Path folder, int line) {
    return new IOException(folder.resolve(LIST) + ":" + line + ": is not as it was written");
  }

  private static String text(Path file) throws IOException {
    return new String(CardDisk.read(file, MAX_BYTES), StandardCharsets.UTF_8);
  }
}
