package org.sheratan.bench;

import java.util.List;

/** One measurement a person can start by name. */
public interface Benchmark {
  String name();

  /** What a reader has to know beside the machine: simulated or real, seeds. */
  String setting();

  /** Measures; progress goes to standard error. */
  List<Figure> run() throws Exception;
}
