package org.sheratan.edge.cli.shell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The process around a command.
 *
 * @param out writes UTF-8, whatever the locale: JSON is UTF-8 always, and text is made ASCII before it gets here
 * @param unicode whether people at the other end can read more than ASCII
 * @param program how this program was called, such as {@code ./sheratan}: commands to try next begin with it
 * @param interactive whether {@code out} is a screen that progress may be drawn on
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean unicode, boolean interactive,
    String program, SortedMap<String, String> environment) {
  public Terminal {
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  /** Standard input, output and error of this process. */
  public static Terminal system() {
    String encoding = System.getProperty("stdout.encoding", "US-ASCII");
    // The launcher has changed the locale for the names of files; it says what it was.
    boolean unicode = !Boolean.getBoolean("sheratan.ascii") && Charset.isSupported(encoding)
        && Charset.forName(encoding).equals(StandardCharsets.UTF_8);
    return new Terminal(System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err), unicode,
        System.console() != null && System.console().isTerminal(),
        System.getProperty("sheratan.called", "sheratan"), new TreeMap<>(System.getenv()));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
