package org.sheratan.edge.console;

import java.io.IOException;
import java.util.List;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.Verdict;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;

/** The talks around password and setup code. */
final class SignIn {
  private final Access access;
  /** By which code or password somebody came in; an errand writes it, the next one reads it. */
  private volatile int shown;

  SignIn(Access access) {
    this.access = access;
  }

  /** What somebody who just came should know. */
  List<String> greeting() {
    if (access.barred().isPresent()) {
      return List.of("nobody can sign in: " + access.barred().get().why());
    }
    return access.setupCode().map(code -> "Setup code: " + code + " (one use, expires 15 min)").stream()
        .toList();
  }

  Move showCode() {
    List<String> lines = greeting();
    return new Move.Say(lines.isEmpty() ? List.of("a password is set: sign in with login") : lines);
  }

  Move login() {
    if (access.barred().isPresent()) {
      Access.Barred barred = access.barred().get();
      return new Move.Refuse(
          new CommandFailure(ExitStatus.AUTH, "nobody can sign in: " + barred.why(), barred.fix()));
    }
    if (access.passwordSet()) {
      return new Move.Ask(new Question("Password: ", true,
          typed -> Move.Do.writing(() -> judged(access.tryPassword(typed), "the password is wrong", ""),
              new Move.SignIn())));
    }
    return new Move.Ask(new Question("Setup code: ", false, typed -> Move.Do.writing(
        () -> judged(access.tryCode(typed), "the setup code is wrong or used up", "setup-code"),
        newPassword())));
  }

  Move newPassword() {
    return new Move.Ask(
        new Question("New password, " + Access.MIN_PASSWORD_CHARS + " characters or more: ", true,
            this::repeated));
  }

  private Move repeated(String password) {
    int length = password.length();
    if (length == 0) {
      return new Move.Refuse(new CommandFailure(ExitStatus.USAGE, "no password: nothing has changed", ""));
    }
    if (length < Access.MIN_PASSWORD_CHARS || length > Access.MAX_PASSWORD_CHARS) {
      return again("a password has " + Access.MIN_PASSWORD_CHARS + " to " + Access.MAX_PASSWORD_CHARS
          + " characters");
    }
    return new Move.Ask(new Question("Again: ", true, repeated -> repeated.equals(password)
        ? Move.Do.writing(() -> set(password), new Move.SignIn())
        : again("the two differ")));
  }

  /** Asked for anew: what is typed next is a password too, and must not be shown. */
  private Move again(String why) {
    return Move.Do.writing(
        () -> List.of("error: " + why + "; nothing has changed",
            "try: another one, or Enter alone to give up"),
        newPassword());
  }

  private List<String> set(String password) throws CommandFailure {
    try {
      if (!(access.setPassword(password, shown) instanceof Verdict.Right now)) {
        throw overtaken();
      }
      shown = now.passwordsSet();
    } catch (IOException unwritten) {
      throw new CommandFailure(ExitStatus.FAILURE, "cannot be kept: " + unwritten.getMessage(),
          Access.MAKE_ROOM);
    }
    Log.info("console-password");
    return List.of("password set");
  }

  /** @param wrong what to say of a wrong one, and {@code fix} where the right one may be found */
  private List<String> judged(Verdict verdict, String wrong, String fix) throws CommandFailure {
    switch (verdict) {
      case Verdict.Right(int passwordsSet) -> {
        shown = passwordsSet;
        Log.info("console-login");
        return List.of();
      }
      case Verdict.Wrong(long waitS) -> {
        Log.warn("console-login-wrong");
        throw wrong(wrong, waitS, fix);
      }
      case Verdict.TooSoon(long waitS) -> throw wrong("too soon after wrong tries", waitS, "");
      case Verdict.Uncounted(String why, long waitS) -> throw new CommandFailure(ExitStatus.FAILURE,
          "the try cannot be counted on disk: " + why + "; one is looked at all the same in "
              + Amounts.duration(waitS),
          Access.MAKE_ROOM);
      case Verdict.NotNow() -> throw overtaken();
    }
  }

  private static CommandFailure overtaken() {
    return new CommandFailure(ExitStatus.CONFLICT, "this has changed meanwhile", "login");
  }

  private static CommandFailure wrong(String what, long waitS, String fix) {
    return new CommandFailure(ExitStatus.AUTH,
        what + (waitS == 0 ? "" : "; next try in " + Amounts.duration(waitS)),
        fix);
  }
}
