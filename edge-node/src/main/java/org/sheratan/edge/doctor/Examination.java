package org.sheratan.edge.doctor;

/** One check. It changes nothing and sends nothing, and never fails: what cannot be found out is unknown. */
public interface Examination {
  /** Stable: people and scripts go by it. */
  String id();

  Finding of(Patient patient);

  /** Whether it goes by files in the data folder. */
  default boolean looksIntoFolder() {
    return false;
  }

  /** Whether it goes by what the configuration asks for. */
  default boolean goesByConfiguration() {
    return false;
  }

  default Finding well(String fact) {
    return new Finding(id(), Finding.State.WELL, fact, "");
  }

  default Finding unknown(String fact) {
    return unknown(fact, "");
  }

  default Finding unknown(String fact, String fix) {
    return new Finding(id(), Finding.State.UNKNOWN, fact, fix);
  }

  default Finding wrong(String fact, String fix) {
    return new Finding(id(), Finding.State.WRONG, fact, fix);
  }
}
