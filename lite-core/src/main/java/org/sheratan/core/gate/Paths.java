package org.sheratan.core.gate;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final Pattern NAMED_SO = Pattern
      .compile(".*_(path|paths|root|file|files|filename|folder|dir|directory)");
  private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\].*|[a-z]:.*");
  private static final Pattern ELSEWHERE = Pattern
      .compile("~.*|\\$.*|%[a-z_][a-z0-9_]*%.*|[a-z][a-z0-9+.-]+://.*|file:.*");
  private static final Pattern ENCODED = Pattern.compile("%([0-9a-f]{2})");

  @Override
  public GateReport judge(Submission submission) {
    Findings findings = new Findings(Gate.PATH);
    submission.places().stream().filter(place -> namesFile(place.key().toLowerCase(Locale.ROOT)))
        .forEach(place -> look(findings, place));
    return findings.report();
  }

  private static boolean namesFile(String key) {
    return NAMING.contains(key) || NAMED_SO.matcher(key).matches();
  }

  private static void look(Findings findings, Place place) {
    String name = Findings.shown(place.name());
    // Once as it is and twice decoded: what looks harmless here may be decoded by whoever opens it.
    String path = plain(place.text());
    for (int round = 0; round < 3; round++) {
      if (List.of(path.split("[/\\\\]", -1)).stream().anyMatch(part -> part.strip().equals(".."))) {
        findings.add(Status.FAIL, "path_upward", name + " leads upward with ..");
      } else if (ELSEWHERE.matcher(path).matches()) {
        findings.add(Status.PAUSE, "path_outside", name + " is outside the workspace");
      } else if (ABSOLUTE.matcher(path).matches()) {
        findings.add(Status.PAUSE, "path_absolute", name + " is absolute");
      }
      path = decoded(path);
    }
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\p{Cf}+", "").strip()
        .replace("\n", " ").replace("\r", " ").toLowerCase(Locale.ROOT);
  }

  /** Percent signs as in URLs (RFC 3986, 2.1), single bytes only: all that path tricks are made of is ASCII. */
  private static String decoded(String path) {
    return ENCODED.matcher(path)
        .replaceAll(hex -> Matcher.quoteReplacement("" + (char) Integer.parseInt(hex.group(1), 16)));
  }
}
