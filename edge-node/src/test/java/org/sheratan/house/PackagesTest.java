package org.sheratan.house;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

/** Every package is one room: it lives in one module and says in its package-info what it is for. */
class PackagesTest {
  @Test
  void shouldSayWhatEachPackageIsFor() {
    Offenders offenders = new Offenders("every main package has a package-info with a purpose");
    List<Sources.Source> sources = Sources.main();
    Offenders.assertLookedAt(sources);
    for (Sources.Source source : sources) {
      String folder = folder(source);
      boolean said = sources.stream().anyMatch(other -> other.isPackageInfo() && folder(other).equals(folder)
          && other.text().matches("(?s)/\\*\\*\\s*\\S.*\\*/\\s*package .*"));
      if (!said) {
        offenders.add(folder, "has no package-info that opens with a comment");
      }
    }
    offenders.assertNone();
  }

  @Test
  void shouldKeepEachPackageInOneModule() {
    Offenders offenders = new Offenders("a package lives in one module");
    Map<String, String> moduleByPackage = new TreeMap<>();
    for (Sources.Source source : Sources.main()) {
      String[] parts = folder(source).split("/src/main/java/");
      String before = moduleByPackage.putIfAbsent(parts[1], parts[0]);
      if (before != null && !before.equals(parts[0])) {
        offenders.add(source.name() + ":1", parts[1] + " is also in " + before);
      }
    }
    offenders.assertNone();
  }

  private static String folder(Sources.Source source) {
    return source.name().substring(0, source.name().lastIndexOf('/'));
  }
}
