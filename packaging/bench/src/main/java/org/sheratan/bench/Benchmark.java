package org.sheratan.bench;

import java.util.List;

/** One measurement a person can start by name. */
public interface Benchmark {
  String name();

  /** Measures; progress goes to standard error. */
  List<Figure> run() throws Exception;
}
