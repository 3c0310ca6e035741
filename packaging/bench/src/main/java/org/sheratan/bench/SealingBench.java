package org.sheratan.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Sealing and opening one frame with the two candidates of docs/decisions/0010, measured by JMH. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SealingBench {
  private static final int HEADER_BYTES = 6;
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 5;
  private static final long ROUND_MS = 400;

  @Param({"40", "1186"})
  public int plaintextBytes;

  private final byte[] key = new byte[32];
  private final byte[] header = new byte[HEADER_BYTES];
  private final byte[] nonce = new byte[FrameSeal.NONCE_BYTES];
  private final FrameSeal ccm = new CcmSeal(Arrays.copyOf(key, 16));
  private final FrameSeal chaCha = new ChaChaSeal(key, key);
  private byte[] plaintext;
  private byte[] ccmSealed;
  private byte[] chaChaSealed;

  @Setup
  public void seal() {
    plaintext = new byte[plaintextBytes];
    ccmSealed = ccm.seal(nonce, header, plaintext);
    chaChaSealed = chaCha.seal(nonce, header, plaintext);
  }

  @Benchmark
  public byte[] ccmSeal() {
    return ccm.seal(nonce, header, plaintext);
  }

  @Benchmark
  public byte[] ccmOpen() {
    return ccm.open(nonce, header, ccmSealed);
  }

  @Benchmark
  public byte[] chaChaSeal() {
    return chaCha.seal(nonce, header, plaintext);
  }

  @Benchmark
  public byte[] chaChaOpen() {
    return chaCha.open(nonce, header, chaChaSealed);
  }

  static List<Figure> measure() throws RunnerException {
    Collection<RunResult> results = new Runner(
        new OptionsBuilder().include(SealingBench.class.getName() + "\\.")
            .forks(1).jvmArgsAppend("-Xmx256m", "--sun-misc-unsafe-memory-access=allow")
            .warmupIterations(WARM_UPS).warmupTime(TimeValue.milliseconds(ROUND_MS))
            .measurementIterations(ROUNDS)
            .measurementTime(TimeValue.milliseconds(ROUND_MS)).verbosity(VerboseMode.SILENT).build())
        .run();
    List<Figure> figures = new ArrayList<>();
    for (String size : List.of("40", "1186")) {
      for (String step : List.of("Seal", "Open")) {
        figures.add(Figure.atMost("seal.chacha20-hmac8." + step.toLowerCase(Locale.ROOT) + "." + size,
            ns(results, "chaCha" + step, size), "ns", "AES-128-CCM-8 (BouncyCastle)",
            ns(results, "ccm" + step, size)));
      }
    }
    return figures;
  }

  private static double ns(Collection<RunResult> results, String method, String size) {
    return results.stream().filter(result -> result.getParams().getBenchmark().endsWith("." + method)
        && result.getParams().getParam("plaintextBytes").equals(size)).findFirst().orElseThrow()
        .getPrimaryResult()
        .getScore();
  }
}
