package org.sheratan.house;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;

/** Uses of types and members that a rule forbids, found in compiled classes with their lines. */
final class BannedCalls {
  private BannedCalls() {}

  /** One member: {@code java.lang.System#nanoTime}; a constructor is {@code java.util.Date#<init>}. */
  record Call(JavaAccess<?> access) {
    String owner() {
      return access.getTargetOwner().getName();
    }

    String member() {
      return access.getTarget().getName();
    }

    String full() {
      return owner() + "#" + member();
    }

    /** Simple names of the declared parameter types. */
    List<String> parameters() {
      return access
          .getTarget() instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget target
              ? target.getRawParameterTypes().stream().map(JavaClass::getSimpleName).toList()
              : List.of();
    }
  }

  /** Calls, field accesses and method references alike. */
  static void calls(JavaClass type, Predicate<Call> banned, Offenders offenders) {
    for (JavaAccess<?> access : type.getAccessesFromSelf()) {
      Call call = new Call(access);
      if (banned.test(call)) {
        offenders.add(Classes.room(type) + "/" + access.getSourceCodeLocation().getSourceFileName() + ":"
            + access.getLineNumber(), call.full());
      }
    }
  }

  static void types(JavaClass type, Predicate<String> banned, Offenders offenders) {
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      String target = dependency.getTargetClass().getBaseComponentType().getName();
      if (banned.test(target)) {
        offenders.add(Classes.place(dependency), target);
      }
    }
  }

  static boolean readsTheClock(Call call) {
    return Set.of("java.lang.System#currentTimeMillis", "java.lang.System#nanoTime", "java.util.Date#<init>",
        "java.util.Calendar#getInstance").contains(call.full())
        || call.owner().startsWith("java.time.") && call.member().equals("now")
        || call.owner().equals("java.time.Clock") && call.member().startsWith("system");
  }

  static boolean rollsDice(Call call) {
    return Set.of("java.lang.Math#random", "java.lang.StrictMath#random", "java.util.UUID#randomUUID",
        "java.util.Collections#shuffle").contains(call.full());
  }

  static boolean randomType(String name) {
    return name.startsWith("java.util.random.")
        || Set.of("java.util.Random", "java.util.SplittableRandom", "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom").contains(name);
  }

  static boolean makesThreads(Call call) {
    boolean ownPool = call.owner().equals("java.util.concurrent.CompletableFuture")
        && (call.member().endsWith("Async") && !call.parameters().contains("Executor")
            || Set.of("orTimeout", "completeOnTimeout", "delayedExecutor").contains(call.member()));
    return ownPool || call.full().equals("java.lang.Thread#<init>")
        || call.full().equals("java.util.Timer#<init>")
        || call.owner().equals("java.lang.Thread") && Set.of("ofVirtual", "ofPlatform", "startVirtualThread",
            "builder").contains(call.member())
        || call.owner().equals("java.util.concurrent.Executors")
        || call.owner().startsWith("java.util.concurrent.") && call.owner().endsWith("Executor")
            && call.member().equals("<init>")
        || call.owner().startsWith("java.util.concurrent.ForkJoinPool")
        || call.owner().startsWith("java.util.concurrent.StructuredTaskScope")
        || call.member().equals("parallelStream") || call.full().endsWith("Stream#parallel");
  }

  /** Types that answer in an order no specification fixes. */
  static boolean unorderedType(String name) {
    return Set
        .of("java.util.HashMap", "java.util.HashSet", "java.util.IdentityHashMap", "java.util.WeakHashMap",
            "java.util.Hashtable", "java.util.concurrent.ConcurrentHashMap")
        .contains(name);
  }

  static boolean unorderedCall(Call call) {
    boolean hashCollector = call.owner().equals("java.util.stream.Collectors")
        && (Set.of("toSet", "toUnmodifiableSet", "toUnmodifiableMap").contains(call.member())
            || Set.of("toMap", "groupingBy").contains(call.member())
                && !call.parameters().contains("Supplier"));
    return hashCollector || call.full().equals("java.lang.System#identityHashCode")
        || Set.of("java.util.Map", "java.util.Set").contains(call.owner())
            && Set.of("of", "ofEntries", "copyOf").contains(call.member());
  }

  /** Results of these differ between processors and JVMs; StrictMath's do not. */
  static boolean inexactMath(Call call) {
    return call.owner().equals("java.lang.Math")
        && Set.of("sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp",
            "expm1", "log",
            "log10", "log1p", "pow", "cbrt", "hypot").contains(call.member());
  }

  /** Files, sockets, processes. */
  static boolean outsideWorld(String name) {
    return name.startsWith("java.nio.file.") || name.startsWith("java.nio.channels.")
        || name.startsWith("java.net.")
        || name.startsWith("java.io.File") || name.equals("java.io.RandomAccessFile")
        || name.equals("java.lang.ProcessBuilder") || name.equals("java.lang.Runtime");
  }
}
