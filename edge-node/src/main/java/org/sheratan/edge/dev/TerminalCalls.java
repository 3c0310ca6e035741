package org.sheratan.edge.dev;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/** The C library's calls for pseudo terminals (pty(7), termios(3), poll(2)), by java.lang.foreign; Linux, 64 bits. */
@SuppressWarnings("restricted")
final class TerminalCalls {
  static final int READABLE = 0x001;
  static final int HUNG_UP = 0x010;
  /** EINTR. */
  private static final int INTERRUPTED = 4;
  private static final int READ_WRITE = 2;
  private static final int NO_CONTROLLING_TERMINAL = 0x100;
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final int NON_BLOCKING = 0x800;
  private static final int NAME_BYTES = 64;
  /** More than a struct termios takes on any architecture. */
  private static final int TERMIOS_BYTES = 128;
  private static final int NOW = 0;

  private static final StructuredErrno ERRNO = new StructuredErrno();
  private static final MethodHandle OPEN = call("posix_openpt", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  private static final MethodHandle OPEN_PATH = openPath();
  private static final MethodHandle GRANT = call("grantpt", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  private static final MethodHandle UNLOCK = call("unlockpt", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  private static final MethodHandle NAME = call("ptsname_r", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
      ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
  private static final MethodHandle GET_ATTRIBUTES = call("tcgetattr", ValueLayout.JAVA_INT,
      ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
  private static final MethodHandle SET_ATTRIBUTES = call("tcsetattr", ValueLayout.JAVA_INT,
      ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
  private static final MethodHandle MAKE_RAW = raw();
  private static final MethodHandle READ = call("read", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT,
      ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
  private static final MethodHandle WRITE = call("write", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT,
      ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
  private static final MethodHandle POLL = call("poll", ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
      ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
  private static final MethodHandle CLOSE = call("close", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

  /** Where a call leaves its errno. */
  private static final class StructuredErrno {
    private final MemoryLayout layout = Linker.Option.captureStateLayout();
    private final VarHandle errno = layout.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  }

  /** @param errno 0 when the call succeeded */
  record Result(long value, int errno) {}

  private TerminalCalls() {}

  /** The controlling end of a new pair: raw, unlocked, non-blocking. */
  static int open() throws IOException {
    int descriptor = (int) checked("posix_openpt",
        invoke(OPEN, READ_WRITE | NO_CONTROLLING_TERMINAL | CLOSE_ON_EXEC | NON_BLOCKING));
    checked("grantpt", invoke(GRANT, descriptor));
    checked("unlockpt", invoke(UNLOCK, descriptor));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment termios = arena.allocate(TERMIOS_BYTES);
      checked("tcgetattr", invoke(GET_ATTRIBUTES, descriptor, termios));
      makeRaw(termios);
      checked("tcsetattr", invoke(SET_ATTRIBUTES, descriptor, NOW, termios));
    }
    return descriptor;
  }

  /** Opens and closes the other end: only then does {@link #poll} say that nobody has it open. */
  static void touch(String otherEnd) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int descriptor = (int) checked("open", invoke(OPEN_PATH, arena.allocateFrom(otherEnd),
          READ_WRITE | NO_CONTROLLING_TERMINAL | CLOSE_ON_EXEC));
      close(descriptor);
    }
  }

  /** The other end's path, such as {@code /dev/pts/3}. */
  static String otherEnd(int descriptor) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(NAME_BYTES);
      // Returns the error instead of setting errno (ptsname(3)).
      Result result = invoke(NAME, descriptor, name, (long) NAME_BYTES);
      if (result.value() != 0) {
        throw new IOException("ptsname_r failed with error " + result.value());
      }
      return name.getString(0);
    }
  }

  /** @return what happened: {@link #READABLE}, {@link #HUNG_UP}, or 0 after {@code waitMs} */
  static int poll(int descriptor, int waitMs) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      // struct pollfd { int fd; short events; short revents; }
      MemorySegment asked = arena.allocate(8, 4);
      asked.set(ValueLayout.JAVA_INT, 0, descriptor);
      asked.set(ValueLayout.JAVA_SHORT, 4, (short) READABLE);
      Result result = invoke(POLL, asked, 1L, waitMs);
      if (result.value() < 0 && result.errno() != INTERRUPTED) {
        checked("poll", result);
      }
      return result.value() > 0 ? asked.get(ValueLayout.JAVA_SHORT, 6) : 0;
    }
  }

  static Result read(int descriptor, byte[] into) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(into.length);
      Result result = invoke(READ, descriptor, buffer, (long) into.length);
      if (result.value() > 0) {
        MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, (int) result.value());
      }
      return result;
    }
  }

  static Result write(int descriptor, byte[] bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      return invoke(WRITE, descriptor, buffer, (long) bytes.length);
    }
  }

  static void close(int descriptor) {
    invoke(CLOSE, descriptor);
  }

  private static long checked(String what, Result result) throws IOException {
    if (result.value() < 0) {
      throw new IOException(what + " failed with errno " + result.errno());
    }
    return result.value();
  }

  private static Result invoke(MethodHandle call, Object... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(ERRNO.layout);
      List<Object> all = new ArrayList<>(List.of(arguments));
      all.addFirst(state);
      Object value = call.invokeWithArguments(all);
      long number = ((Number) value).longValue();
      return new Result(number, number < 0 ? (int) ERRNO.errno.get(state, 0L) : 0);
    } catch (Throwable broken) {
      // The handles fit their calls: only an error of the machine itself gets here.
      throw new IllegalStateException("a call of the C library failed", broken);
    }
  }

  private static void makeRaw(MemorySegment termios) {
    try {
      MAKE_RAW.invokeExact(termios);
    } catch (Throwable broken) {
      throw new IllegalStateException("a call of the C library failed", broken);
    }
  }

  private static MethodHandle call(String name, MemoryLayout returned, MemoryLayout... arguments) {
    return Linker.nativeLinker().downcallHandle(symbol(name), FunctionDescriptor.of(returned, arguments),
        Linker.Option.captureCallState("errno"));
  }

  private static MethodHandle openPath() {
    return Linker.nativeLinker().downcallHandle(symbol("open"),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
        Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(2));
  }

  private static MethodHandle raw() {
    return Linker.nativeLinker().downcallHandle(symbol("cfmakeraw"),
        FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
  }

  private static MemorySegment symbol(String name) {
    SymbolLookup library = Linker.nativeLinker().defaultLookup();
    return library.find(name).orElseThrow(() -> new IllegalStateException("the C library has no " + name));
  }
}
