package org.sheratan.core.message;

import java.nio.charset.StandardCharsets;

/**
 * Messages, by number and length.
 *
 * @param bytes their texts in UTF-8
 */
record Load(int count, long bytes) {
  static final Load NONE = new Load(0, 0);

  static Load of(Message message) {
    return new Load(1, message.text().getBytes(StandardCharsets.UTF_8).length);
  }

  Load plus(Load other) {
    return new Load(count + other.count, bytes + other.bytes);
  }

  Load without(Load other) {
    return new Load(count - other.count, bytes - other.bytes);
  }

  Load part(int of) {
    return new Load(count / of, bytes / of);
  }

  boolean within(Load most) {
    return count <= most.count && bytes <= most.bytes;
  }
}
