package org.sheratan.edge.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.sheratan.edge.console.AtCommands.At;
import org.sheratan.edge.console.line.Entry;
import org.sheratan.edge.console.line.Key;
import org.sheratan.edge.console.line.KeyDecoder;
import org.sheratan.edge.console.line.LineEditor;
import org.sheratan.edge.console.report.CheckReport;
import org.sheratan.edge.console.report.Report;
import org.sheratan.edge.console.report.StatusReport;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.LogTail;
import org.sheratan.edge.shell.CommandFailure;

/**
 * One sitting at a terminal, from the device's coming to its going. Passive: bytes in, bytes out; what takes time is an
 * errand. Keys typed meanwhile are kept.
 *
 * <pre>
 * state      device came    line                    errand's end     Ctrl-C              10 min without a key
 * AWAY       →BUSY, banner  –                       ignored          –                   –
 * PROMPT     →BUSY, banner  →BUSY, ASKING, FOLLOW   ignored          PROMPT anew         signed out
 * ASKING     →BUSY, banner  →BUSY, ASKING, PROMPT   ignored          →PROMPT             →PROMPT, signed out
 * BUSY       →BUSY, banner  kept for later          what it leads to →PROMPT (a)         signed out
 * FOLLOW     →BUSY, banner  →PROMPT                 ignored          →PROMPT             →PROMPT, signed out
 * </pre>
 *
 * <p>(a) What writes to disk is short, and is not abandoned: Ctrl-C waits for it. Whoever signed in is signed out when the device goes.
 */
final class ConsoleSession {
  static final long IDLE_MS = 10 * 60_000L;
  private static final String PROMPT = "sheratan> ";
  private static final String SIGNED_IN_PROMPT = "sheratan# ";
  private static final CommandFailure SIGN_IN_FIRST = new CommandFailure(ExitStatus.AUTH, "sign in first",
      "login");
  /** Enough for a screen of pasted commands; noise beyond it is dropped. */
  private static final int MAX_KEYS_AHEAD = 1_024;

  private enum State {
    AWAY, PROMPT, ASKING, BUSY, FOLLOW
  }

  private final ConsoleParts parts;
  private final Errands errands;
  private final SignIn signIn;
  private final Words words;
  private final KeyDecoder decoder = new KeyDecoder();
  private final LineEditor editor = new LineEditor();
  private final Screen screen;
  private final Deque<Key> ahead = new ArrayDeque<>();
  private State state = State.AWAY;
  private boolean signedIn;
  private long lastKeyMs;
  private long nowMs;
  private int lastErrand;
  private int errand;
  private Move.Do doing = Move.Do.asking(List::of);
  private boolean news;
  /** The last line was for machines: no prompt, and what comes next ends in OK or an error. */
  private boolean machine;
  private boolean echo = true;
  private Optional<Question> question = Optional.empty();
  private Optional<LogFollower> follower = Optional.empty();
  private Optional<RangeWalk> walk = Optional.empty();
  private int walkErrand;

  ConsoleSession(ConsoleParts parts, Errands errands) {
    this.parts = parts;
    this.errands = errands;
    this.signIn = new SignIn(parts.access());
    this.words = new Words(parts.facts(), signIn,
        new Rescue(parts.recovery(), parts.facts().machine().name()));
    this.screen = new Screen(editor, parts.ascii());
  }

  /** The device is there, for the first time or again: whoever sat there before has gone. */
  void onOpen() {
    onGone();
    editor.reset();
    screen.clear();
    screen.line("");
    screen.line(StatusReport.title(parts.facts().machine()));
    tellNews();
  }

  /** The node has come up, or will not: says how it is, once whatever is under way has ended. */
  void onNews() {
    news = true;
    if (state == State.PROMPT && !machine) {
      editor.close();
      tellNews();
    }
  }

  void onGone() {
    abandon();
    stopWalk();
    ahead.clear();
    question = Optional.empty();
    follower = Optional.empty();
    signedIn = false;
    toPeople();
    state = State.AWAY;
  }

  void onBytes(byte[] bytes, int count) {
    for (byte each : Arrays.copyOf(bytes, count)) {
      decoder.accept(each).ifPresent(this::onKey);
    }
  }

  /** Time passes. */
  void poll(long now) {
    nowMs = now;
    screen.onTime(now);
    if ((signedIn || state == State.ASKING) && now - lastKeyMs >= IDLE_MS) {
      signOutIdle();
    }
    follower.ifPresent(each -> each.poll(screen));
    walk.flatMap(each -> each.poll(parts.facts(), now)).ifPresent(work -> {
      lastErrand++;
      walkErrand = lastErrand;
      errands.start(walkErrand, work);
    });
    work();
  }

  /** Whether something waits for time to pass: the next turn should come soon. */
  boolean hurried() {
    return follower.isPresent() || screen.waiting() || state == State.PROMPT && !ahead.isEmpty();
  }

  /** Of an errand begun before; one that was abandoned meanwhile is ignored. */
  void onDone(int number, Outcome outcome) {
    if (number == walkErrand) {
      boolean vain = walk.filter(each -> each.vain(outcome)).isPresent();
      walk.map(each -> each.onDone(outcome)).filter(line -> !machine).ifPresent(this::aside);
      if (vain) {
        stopWalk();
      }
    } else if (state == State.BUSY && number == errand) {
      if (machine) {
        screen.machineOutcome(outcome);
      } else {
        screen.outcome(outcome);
      }
      make(outcome.failure().isEmpty() ? doing.then() : new Move.Say(List.of()));
      work();
    }
  }

  byte[] takeOutput() {
    return screen.take();
  }

  private void onKey(Key key) {
    lastKeyMs = nowMs;
    if (key == Key.Control.INTERRUPT) {
      // Also out of a backlog of noise.
      ahead.clear();
    }
    boolean stops = key == Key.Control.INTERRUPT || state == State.FOLLOW && key == Key.Control.ENTER;
    if (stops && (state == State.BUSY && !doing.steady() || state == State.FOLLOW)) {
      abandon();
      follower = Optional.empty();
      screen.line("^C");
      prompt();
    } else if (ahead.size() < MAX_KEYS_AHEAD) {
      ahead.add(key);
    }
  }

  private void work() {
    while ((state == State.PROMPT || state == State.ASKING) && !ahead.isEmpty() && screen.hasRoom()) {
      editor.accept(ahead.poll()).ifPresent(this::entered);
    }
  }

  private void entered(Entry entry) {
    Optional<Question> asked = question;
    question = Optional.empty();
    switch (entry) {
      case Entry.Line(String text) -> make(asked.isPresent()
          ? asked.get().next().apply(text)
          : command(text.strip()));
      case Entry.TooLong() -> make(refusal("longer than any command: nothing was done", ""));
      case Entry.Interrupt() -> {
        toPeople();
        prompt();
      }
      case Entry.End() -> make(asked.isPresent() || !signedIn ? new Move.Say(List.of()) : new Move.SignOut());
    }
  }

  private Move command(String text) {
    if (text.isEmpty()) {
      return new Move.Say(List.of());
    }
    Optional<At> forMachines = AtCommands.of(text);
    if (forMachines.isPresent()) {
      // What a modem program sends when it starts or ends does not take the prompt away from people.
      machine |= !(forMachines.get() instanceof At.Unknown);
      return machineCommand(forMachines.get());
    }
    toPeople();
    List<String> typed = List.of(text.split("\\s+"));
    Optional<Word> word = words.find(typed);
    if (word.isEmpty()) {
      return refusal("unknown command " + typed.getFirst(), "help");
    }
    if (word.get().guarded() && !signedIn) {
      return new Move.Refuse(SIGN_IN_FIRST);
    }
    List<String> behind = typed.subList(word.get().matched(typed), typed.size());
    return behind.isEmpty() || word.get().takesWords()
        ? word.get().act().apply(behind)
        : refusal(word.get().name() + " takes no word behind it", word.get().name());
  }

  private void toPeople() {
    machine = false;
    echo = true;
  }

  private Move machineCommand(At command) {
    return switch (command) {
      case At.Attention() -> Move.Say.line("OK");
      case At.Echo(boolean on) -> {
        echo = on;
        yield Move.Say.line("OK");
      }
      case At.Query(Report report, List<String> arguments, boolean guarded) -> guarded && !signedIn
          ? new Move.Refuse(SIGN_IN_FIRST)
          : Move.Do.asking(() -> report.lines(parts.facts(), arguments));
      case At.Unknown() -> Move.Say.line("ERROR");
    };
  }

  private static Move refusal(String why, String fix) {
    return new Move.Refuse(new CommandFailure(ExitStatus.USAGE, why, fix));
  }

  private void make(Move move) {
    switch (move) {
      case Move.Do work -> begin(work);
      case Move.Ask(Question asked) -> {
        question = Optional.of(asked);
        state = State.ASKING;
        editor.open(asked.prompt(), asked.hidden() ? LineEditor.Echo.HIDDEN : LineEditor.Echo.SHOWN);
      }
      case Move.Follow() -> {
        follower = Optional.of(new LogFollower(LogTail::from, LogTail.next()));
        state = State.FOLLOW;
      }
      default -> {
        now(move);
        prompt();
      }
    }
  }

  private void now(Move move) {
    switch (move) {
      case Move.Say(List<String> lines) -> lines.forEach(screen::line);
      case Move.Refuse(CommandFailure why) -> {
        if (machine) {
          screen.machineOutcome(Outcome.of(why));
        } else {
          screen.failure(why);
        }
      }
      case Move.SignIn() -> {
        signedIn = true;
        lastKeyMs = nowMs;
      }
      case Move.SignOut() -> {
        signedIn = false;
        endWalk();
        screen.line("signed out");
      }
      case Move.Walk(RangeWalk begun) -> {
        endWalk();
        walk = Optional.of(begun);
      }
      case Move.Restart() -> parts.recovery().restart();
      case Move.StopWalk() -> {
        if (walk.isEmpty()) {
          screen.line("no range test is on");
        }
        endWalk();
      }
      default -> throw new IllegalStateException("takes time: " + move);
    }
  }

  private void begin(Move.Do work) {
    state = State.BUSY;
    doing = work;
    lastErrand++;
    errand = lastErrand;
    errands.start(errand, work.work());
  }

  private void abandon() {
    if (state == State.BUSY && !doing.steady()) {
      errands.abandon(errand);
    }
    errand = 0;
  }

  /** With what came of it. */
  private void endWalk() {
    if (!machine) {
      walk.map(RangeWalk::summary).ifPresent(screen::line);
    }
    stopWalk();
  }

  private void stopWalk() {
    if (walk.isPresent() && walkErrand > 0) {
      errands.abandon(walkErrand);
    }
    walk = Optional.empty();
    walkErrand = 0;
  }

  private void tellNews() {
    news = false;
    begin(Move.Do.asking(() -> {
      List<String> lines = new ArrayList<>(CheckReport.lines(parts.facts()));
      lines.addAll(parts.facts().asker().starting() ? List.of() : signIn.greeting());
      return lines;
    }));
  }

  private void signOutIdle() {
    signedIn = false;
    if (state == State.BUSY) {
      endWalk();
      screen.line("signed out: nobody typed for 10 minutes");
      return;
    }
    follower = Optional.empty();
    question = Optional.empty();
    editor.close();
    endWalk();
    if (!machine) {
      screen.line("signed out: nobody typed for 10 minutes");
    }
    prompt();
  }

  /** A line from the background, above the one being typed. */
  private void aside(String line) {
    boolean typing = editor.isOpen();
    editor.close();
    screen.line(line);
    if (typing && state == State.PROMPT) {
      openPrompt();
    } else {
      question.ifPresent(asked -> make(new Move.Ask(asked)));
    }
  }

  private void prompt() {
    if (news && !machine) {
      tellNews();
      return;
    }
    state = State.PROMPT;
    openPrompt();
  }

  private void openPrompt() {
    if (machine) {
      editor.open("", echo ? LineEditor.Echo.SHOWN : LineEditor.Echo.OFF);
      return;
    }
    editor.open(signedIn ? SIGNED_IN_PROMPT : PROMPT, LineEditor.Echo.SHOWN);
  }
}
