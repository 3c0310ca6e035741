package org.sheratan.edge.doctor;

/** Older ones cannot load the program at all, which {@code java} says in words of its own: docs/doctor.md has them. */
final class JavaVersion implements Examination {
  private static final int TRIED = 25;

  @Override
  public String id() {
    return "java";
  }

  @Override
  public Finding of(Patient patient) {
    return patient.java() == TRIED
        ? well("Java " + TRIED)
        : unknown("Java " + patient.java() + "; this program was tried with Java " + TRIED + " only",
            "java -version");
  }
}
