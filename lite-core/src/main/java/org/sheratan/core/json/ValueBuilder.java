package org.sheratan.core.json;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.eclipsesource.json.JsonHandler;

import org.sheratan.kernel.MalformedException;

/** Turns the parser's events into values, and refuses what the parser would let through. */
final class ValueBuilder extends JsonHandler<List<Json>, Map<String, Json>> {
  /** Stands in the path while an object's next name is not read yet. */
  private static final Object NO_NAME = new Object();

  private final JsonLimits limits;
  private final String text;
  private final Deque<Object> path = new ArrayDeque<>();
  private Json value;
  private int values;

  ValueBuilder(JsonLimits limits, String text) {
    this.limits = limits;
    this.text = text;
  }

  Json result() {
    return value;
  }

  /** @param charOffset where in the decoded text; reported as the byte offset it came from */
  MalformedException malformed(int charOffset, String reason) {
    int end = Math.clamp(charOffset, 0, text.length());
    int byteOffset = text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    return new MalformedException(pathText(), byteOffset, reason);
  }

  @Override
  public List<Json> startArray() {
    count();
    enter(0);
    return new ArrayList<>();
  }

  @Override
  public void endArrayValue(List<Json> items) {
    items.add(value);
    path.push((Integer) path.pop() + 1);
  }

  @Override
  public void endArray(List<Json> items) {
    path.pop();
    value = new Json.Arr(items);
  }

  @Override
  public Map<String, Json> startObject() {
    count();
    enter(NO_NAME);
    return new TreeMap<>(CodePointOrder.INSTANCE);
  }

  @Override
  public void endObjectName(Map<String, Json> fields, String name) {
    path.pop();
    checkText(name); // Before the name stands in the path: a refusal must be text itself.
    path.push(name);
    if (fields.containsKey(name)) {
      throw malformed(here(), "named twice");
    }
  }

  @Override
  public void endObjectValue(Map<String, Json> fields, String name) {
    fields.put(name, value);
  }

  @Override
  public void endObject(Map<String, Json> fields) {
    path.pop();
    value = Json.Obj.of(fields);
  }

  @Override
  public void endString(String string) {
    count();
    checkText(string);
    value = new Json.Text(string);
  }

  @Override
  public void endNumber(String digits) {
    count();
    if (digits.length() > limits.maxDigits()) {
      throw malformed(here(), "number of " + digits.length() + " characters exceeds " + limits.maxDigits());
    }
    boolean whole = digits.chars().allMatch(letter -> letter == '-' || letter >= '0' && letter <= '9');
    if (whole) {
      value = Json.Int.of(new BigInteger(digits));
      return;
    }
    double real = Double.parseDouble(digits);
    if (!Double.isFinite(real)) {
      throw malformed(here(), "number too large");
    }
    value = new Json.Real(real);
  }

  @Override
  public void endBoolean(boolean bool) {
    count();
    value = new Json.Bool(bool);
  }

  @Override
  public void endNull() {
    count();
    value = new Json.Null();
  }

  private void count() {
    values++;
    if (values > limits.maxValues()) {
      throw malformed(here(), "more than " + limits.maxValues() + " values");
    }
  }

  private void enter(Object step) {
    if (path.size() == limits.maxDepth()) {
      throw malformed(here(), "nested deeper than " + limits.maxDepth());
    }
    path.push(step);
  }

  private void checkText(String string) {
    if (CodePointOrder.loneSurrogate(string) >= 0) {
      throw malformed(here(), "lone surrogate");
    }
  }

  private int here() {
    return getLocation().offset;
  }

  private String pathText() {
    StringBuilder steps = new StringBuilder();
    for (Iterator<Object> step = path.descendingIterator(); step.hasNext();) {
      switch (step.next()) {
        case Object none when none == NO_NAME -> {
          // What broke is where a name should begin.
        }
        case Integer index -> steps.append('[').append(index).append(']');
        case Object name -> steps.append(steps.isEmpty() ? "" : ".").append(Fields.shown(name.toString()));
      }
    }
    return steps.isEmpty() ? "document" : steps.toString();
  }
}
