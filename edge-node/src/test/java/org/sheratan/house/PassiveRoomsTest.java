package org.sheratan.house;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

/** The lower floors take time, randomness, threads, disks and sockets through seams only. */
class PassiveRoomsTest {
  @Test
  void shouldReadTheClockInDaemonOnly() {
    check("only edge.daemon reads the system clock", type -> !Classes.inRoom(type, "edge.daemon"),
        (type, offenders) -> BannedCalls.calls(type, BannedCalls::readsTheClock, offenders));
  }

  @Test
  void shouldTakeRandomnessFromSeamsOnly() {
    check("only edge.daemon makes randomness", type -> !Classes.inRoom(type, "edge.daemon"),
        (type, offenders) -> {
          BannedCalls.calls(type, BannedCalls::rollsDice, offenders);
          BannedCalls.types(type, BannedCalls::randomType, offenders);
        });
  }

  @Test
  void shouldMakeThreadsInDaemonOnly() {
    check("only edge.daemon makes threads; others get an Executor",
        type -> !Classes.inRoom(type, "edge.daemon"),
        (type, offenders) -> BannedCalls.calls(type, BannedCalls::makesThreads, offenders));
  }

  @Test
  void shouldNotKnowThreadsInPassiveRooms() {
    check("no threads, locks or executors in passive rooms", this::passive,
        (type, offenders) -> BannedCalls.types(type,
            name -> name.startsWith("java.util.concurrent.") || name.equals("java.lang.Thread")
                || name.startsWith("java.lang.ThreadLocal"),
            offenders));
  }

  @Test
  void shouldNotTouchFilesOrSocketsInPassiveRooms() {
    check("no file, socket or process in kernel, radio but links, core but store.disk and tool.local",
        this::passive,
        (type, offenders) -> BannedCalls.types(type, BannedCalls::outsideWorld, offenders));
  }

  @Test
  void shouldNotDependOnHashOrder() {
    check(
        "no HashMap, HashSet, Map.of, Set.of or identity hash in passive rooms: use TreeMap, LinkedHashMap, List",
        this::passive, (type, offenders) -> {
          BannedCalls.types(type, BannedCalls::unorderedType, offenders);
          BannedCalls.calls(type, BannedCalls::unorderedCall, offenders);
        });
  }

  @Test
  void shouldUseStrictMathWhereTracesMustBeEqual() {
    check("StrictMath, not Math, where two JVMs must agree", this::passive,
        (type, offenders) -> BannedCalls.calls(type, BannedCalls::inexactMath, offenders));
  }

  @Test
  void shouldPrintFromTheCommandLineOnly() {
    check("System.out is for edge.cli", type -> !Classes.inRoom(type, "edge.cli"),
        (type, offenders) -> BannedCalls.calls(type,
            call -> call.full().equals("java.lang.System#out") || call.member().equals("printStackTrace"),
            offenders));
  }

  private boolean passive(JavaClass type) {
    return HousePlan.passive(Classes.room(type));
  }

  private static void check(String rule, Predicate<JavaClass> where, BiConsumer<JavaClass, Offenders> look) {
    Offenders offenders = new Offenders(rule);
    List<JavaClass> types = Classes.main().stream().filter(where).toList();
    Offenders.assertLookedAt(types);
    types.forEach(type -> look.accept(type, offenders));
    offenders.assertNone();
  }
}
