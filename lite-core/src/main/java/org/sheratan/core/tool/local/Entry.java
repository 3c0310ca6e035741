package org.sheratan.core.tool.local;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * One name in a folder, links not followed.
 *
 * @param name as the disk has it, whatever its bytes
 * @param text as people read it; null when its bytes are no text
 * @param bytes length of a file, otherwise 0
 * @param changedMs when a file was last changed, milliseconds since 1970, otherwise 0
 */
record Entry(Path name, String text, Type type, long bytes, long changedMs) {
  enum Type {
    FILE, FOLDER, LINK, SPECIAL
  }

  static Entry of(Path name, BasicFileAttributes attributes) {
    Type type = type(attributes);
    boolean file = type == Type.FILE;
    return new Entry(name, text(name), type, file ? attributes.size() : 0,
        file ? attributes.lastModifiedTime().toMillis() : 0);
  }

  private static Type type(BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return Type.LINK;
    }
    if (attributes.isDirectory()) {
      return Type.FOLDER;
    }
    return attributes.isRegularFile() ? Type.FILE : Type.SPECIAL;
  }

  /** Bytes that are no text decode to replacement characters, which encode to other bytes. */
  private static String text(Path name) {
    String text = name.toString();
    try {
      return Path.of(text).equals(name) ? text : null;
    } catch (InvalidPathException unmappable) {
      return null;
    }
  }
}
