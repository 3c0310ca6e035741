package org.sheratan.core.lcp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.MalformedException;

/**
 * A place in the result of another job of the chain: {@code name.path}, as templates <code>${list.files[0]}</code> have
 * it.
 *
 * @param name of a step, the id of a job, or {@link #PARENT}
 */
record Reference(String name, ResultPath path) {
  /** The job that asked for this one; the original writes {@code job}. */
  static final String PARENT = "parent";
  private static final String JOB = "job";
  private static final Pattern FORM = Pattern.compile("([a-z0-9][a-z0-9_-]{0,63})((?:[.\\[].*)?)");

  /** @throws MalformedException naming {@code field} */
  static Reference parse(String field, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw ResultPath.malformed(field,
          "expected the name of a step or job and a path, such as list.files[0], found "
              + shown(text) + "; $${ stands for ${ itself");
    }
    return new Reference(name(matcher.group(1)), ResultPath.parse(field, matcher.group(2)));
  }

  /** @param text as a document names a job */
  static String name(String text) {
    return text.equals(JOB) ? PARENT : text;
  }

  /** @throws MalformedException naming {@code field} when there is nothing */
  Json in(String field, Sources sources) {
    return path.in(field, sources.result(field, name));
  }

  private static String shown(String text) {
    return text.length() <= LcpLimits.NAME_CHARS ? text : text.substring(0, LcpLimits.NAME_CHARS) + "...";
  }
}
