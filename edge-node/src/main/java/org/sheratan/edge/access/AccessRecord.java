package org.sheratan.edge.access;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.secure.PasswordHash;

/**
 * What is kept of who may sign in, as one line of text: {@code wrong=N}, then {@code password=HASH} where one is set.
 *
 * @param wrong tries that failed since the last that did not
 */
public record AccessRecord(Optional<PasswordHash> password, int wrong) {
  public static final AccessRecord FRESH = new AccessRecord(Optional.empty(), 0);
  static final int MOST_WRONG = 999;
  private static final Pattern SHAPE = Pattern.compile("wrong=([0-9]{1,3})(?: password=(\\S{1,160}))?");

  AccessRecord withWrong(int count) {
    return new AccessRecord(password, Math.min(MOST_WRONG, count));
  }

  public String encode() {
    return "wrong=" + wrong + password.map(hash -> " password=" + hash.text()).orElse("");
  }

  /** @throws MalformedException for anything that {@link #encode} does not write */
  public static AccessRecord decode(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw new MalformedException("access", 0, "expected wrong=N and perhaps password=HASH");
    }
    return new AccessRecord(Optional.ofNullable(shape.group(2)).map(PasswordHash::new),
        Integer.parseInt(shape.group(1)));
  }
}
