package org.sheratan.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Our compiled main classes, and how to speak about a place in them. */
final class Classes {
  static final String BASE = "org.sheratan.";
  private static JavaClasses main;

  private Classes() {}

  static synchronized JavaClasses main() {
    if (main == null) {
      main = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.sheratan");
    }
    return main;
  }

  /** {@code core.store.disk} for a class of {@code org.sheratan.core.store.disk}; empty for others' classes. */
  static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(BASE) ? name.substring(BASE.length()) : "";
  }

  static boolean inRoom(JavaClass type, String room) {
    return isOrUnder(room(type), room);
  }

  static boolean isOrUnder(String room, String above) {
    return room.equals(above) || room.startsWith(above + ".");
  }

  static String place(Dependency dependency) {
    String file = dependency.getSourceCodeLocation().getSourceFileName();
    return room(dependency.getOriginClass()) + "/" + file + ":"
        + dependency.getSourceCodeLocation().getLineNumber();
  }
}
