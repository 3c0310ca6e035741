package org.sheratan.core.gate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.sheratan.core.gate.Submission.Place;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.GateReport.Gate;
import org.sheratan.core.mission.GateReport.Status;

/**
 * G3: paths that lead out of the workspace, by their text alone. Whoever opens a file has a jail of its own as well,
 * which also knows where links lead.
 */
final class Paths implements Judge {
  /** Members that name files or folders, as our tools and the original's call them. */
  private static final List<String> NAMING = List.of("path", "paths", "root", "file", "files", "filename",
      "folder", "dir", "directory", "cwd", "workdir", "target_file", "src", "dst", "destination", "patterns",
      "pattern", "glob");
  private static final List<String> NAMED_SO = List.of("_path", "_paths", "_root", "_file", "_files",
      "_filename",
      "_folder", "_dir", "_directory");
  private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\].*|[a-z]:.*");
  private static final Pattern ELSEWHERE = Pattern
      .compile("~.*|\\$.*|%(?![0-9a-f]{2}%)[a-z_][a-z0-9_]*%.*|[a-z][a-z0-9+.-]+://.*|file:.*");
  /** A row of bytes as in URLs (RFC 3986, 2.1). */
  private static final Pattern ENCODED = Pattern.compile("(?:%[0-9a-f]{2})++");
  /** Dots and slashes in more bytes than UTF-8 has for them, and in the form of old web servers. */
  private static final List<String> ODD = List.of("%c0%ae", ".", "%c0%af", "/", "%c1%9c", "\\", "%u002e", ".",
      "%u002f",
      "/", "%u005c", "\\");
  /** Encoded more often than any program would in good faith. */
  private static final int MAX_ROUNDS = 8;

  @Override
  public GateReport judge(Submission submission) {
    Findings findings = new Findings(Gate.PATH);
    // The members of an object of files are their names.
    Stream.concat(submission.places().stream().filter(place -> namesFile(place.key())),
        submission.names().stream().filter(place -> namesFile(place.at().within().key())))
        .forEach(place -> look(findings, place));
    return findings.report();
  }

  private static boolean namesFile(String key) {
    return NAMING.contains(key) || NAMED_SO.stream().anyMatch(key::endsWith);
  }

  /** As it is, and decoded until nothing is left to decode: what looks harmless here may be decoded by whoever opens it. */
  private static void look(Findings findings, Place place) {
    String path = plain(place.text());
    for (int round = 0; round < MAX_ROUNDS; round++) {
      look(findings, place, path);
      String decoded = plain(decoded(path));
      if (decoded.equals(path)) {
        return;
      }
      path = decoded;
    }
    findings.add(Status.FAIL, "path_encoded",
        () -> Findings.shown(place.at().name()) + " is encoded more than " + (MAX_ROUNDS - 1) + " times");
  }

  private static void look(Findings findings, Place place, String path) {
    if (Stream.of(path.split("[/\\\\]", -1)).anyMatch(part -> part.strip().equals(".."))) {
      findings.add(Status.FAIL, "path_upward",
          () -> Findings.shown(place.at().name()) + " leads upward with ..");
    } else if (ELSEWHERE.matcher(path).matches()) {
      findings.add(Status.PAUSE, "path_outside",
          () -> Findings.shown(place.at().name()) + " is outside the workspace");
    } else if (ABSOLUTE.matcher(path).matches()) {
      findings.add(Status.PAUSE, "path_absolute", () -> Findings.shown(place.at().name()) + " is absolute");
    }
  }

  private static String plain(String text) {
    return Spelling.folded(text).strip().replace('\n', ' ');
  }

  private static String decoded(String path) {
    String even = path;
    for (int at = 0; at < ODD.size(); at += 2) {
      even = even.replace(ODD.get(at), ODD.get(at + 1));
    }
    return ENCODED.matcher(even).replaceAll(row -> Matcher.quoteReplacement(bytes(row.group())));
  }

  private static String bytes(String row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Stream.of(row.substring(1).split("%")).forEach(hex -> bytes.write(Integer.parseInt(hex, 16)));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
