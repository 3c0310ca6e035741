package org.sheratan.core.lcp;

import java.util.List;

/**
 * Every bound of chains, in one place. The first four are the guards against loops; the original has them too, but
 * never calls them.
 */
public final class LcpLimits {
  /** Follow-ups of follow-ups; the job that began the chain has depth 0. */
  public static final int MAX_DEPTH = 5;
  /** Jobs of a chain that grows by itself, its first included. */
  public static final int MAX_JOBS = 25;
  /** How long a chain may grow by itself. */
  public static final long MAX_AGE_MS = 300_000;
  /** How often a chain may ask for the same kind with the same parameters. */
  public static final int MAX_SAME = 2;

  /** Steps of a plan: they are known from the beginning, and cannot loop. */
  public static final int MAX_STEPS = 32;
  public static final long DEFAULT_PLAN_MS = 3_600_000;
  /** Parameters of all rows of a chain together, as canonical JSON. */
  public static final int CHAIN_BYTES = 64 * 1024;
  /** What they take of memory: small values take far more than they have bytes. */
  public static final int CHAIN_MEMORY_BYTES = 512 * 1024;
  /** Likewise for all running chains together, with what their answers are made of. */
  public static final int LIVE_MEMORY_BYTES = 4 * 1024 * 1024;
  /** Nested arrays and objects of parameters and answers: a chain stores them inside others. */
  public static final int MAX_DEPTH_OF_VALUE = 24;
  /** Parameters of one job once its references are resolved, and the answer of a chain. */
  public static final int RESOLVED_BYTES = 48 * 1024;
  public static final int MAX_LIVE_CHAINS = 64;
  /** Why something ended, which is often a worker's word. */
  public static final int REASON_BYTES = 1024;
  public static final int MAX_CHAINS_OF_MISSION = 64;

  /** Files of an artifact. */
  public static final int MAX_FILES = 50;
  public static final int MAX_TOTAL_BYTES = 200_000;
  public static final int MAX_BYTES_PER_FILE = 50_000;

  /** Actions of one self-loop envelope. */
  static final int MAX_ACTIONS = 3;
  static final int MAX_INPUTS = 8;
  static final int MAX_TRANSFORMS = 8;
  static final int TEXT_CHARS = 8_192;
  static final int NAME_CHARS = 64;

  /**
   * Kinds whose results may ask for more jobs. A worker that was asked to read a file cannot make its owner begin
   * anything.
   */
  private static final List<String> PLANNERS = List.of("agent_plan", "llm_call", "analyze_file");
  /** Other kinds whose results may be the files that later jobs are about. */
  private static final List<String> LISTERS = List.of("list_files", "walk_tree");

  private LcpLimits() {}

  static boolean plans(String kind) {
    return PLANNERS.contains(kind);
  }

  static boolean lists(String kind) {
    return LISTERS.contains(kind) || plans(kind);
  }
}
