package org.sheratan.edge.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page sheratan(1), in the man macros of roff (man(7)), from what the commands say of themselves. */
final class ManualPage {
  private static final String FILES = "FILES";

  private final StringBuilder text = new StringBuilder();

  private ManualPage() {}

  /** @param root with every command */
  static String of(CommandLine root, String version) {
    ManualPage page = new ManualPage();
    page.macro("TH SHERATAN 1 \"\" \"Sheratan Edge " + version + "\" \"User Commands\"");
    page.head(root.getCommandSpec());
    page.macro("SH COMMANDS");
    commands(root).forEach(page::command);
    page.macro("SH ENVIRONMENT");
    page.tagged("SHERATAN_HOME", "The node's data folder, where no option names one.");
    page.tagged("SHERATAN_API, SHERATAN_CERTIFICATE, SHERATAN_TOKEN_FILE",
        "A node of another machine, as the options of these names say it.");
    page.tagged("SHERATAN_JAVA_OPTS", "Further flags for Java.");
    page.tagged("NO_COLOR", "No colors, if it is set to anything.");
    page.macro("SH " + FILES);
    page.tagged("/var/lib/sheratan", "The node's data folder where a service runs it.");
    page.tagged("~/.local/share/sheratan", "The same where its user runs it.");
    page.tagged("/etc/default/sheratan-edge", "What the service is started with.");
    page.tagged("/usr/share/doc/sheratan-edge/docs", "The manuals that are called docs/ here.");
    page.macro("SH SEE ALSO");
    page.line("systemctl(1), journalctl(1), picocom(1)");
    return page.text.toString();
  }

  /** Those that do something: a noun's verbs stand for it. */
  private static Stream<CommandLine> commands(CommandLine line) {
    return line.getSubcommands().values().stream()
        .flatMap(sub -> sub.getSubcommands().isEmpty() ? Stream.of(sub) : commands(sub));
  }

  private void head(CommandSpec root) {
    String what = String.join(" ", words(root.usageMessage().description()));
    macro("SH NAME");
    line("sheratan - " + Character.toLowerCase(what.charAt(0)) + what.substring(1).replaceAll("\\.$", ""));
    macro("SH SYNOPSIS");
    macro("B sheratan");
    line("COMMAND [OPTIONS]");
    macro("SH DESCRIPTION");
    line(what);
    macro("SH OPTIONS");
    line("Every command takes these.");
    root.options().forEach(this::argument);
    footer(root);
  }

  private void command(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    macro("SS " + spec.qualifiedName() + spec.positionalParameters().stream()
        .map(parameter -> " " + label(parameter)).reduce("", String::concat));
    words(spec.usageMessage().description()).forEach(this::line);
    spec.positionalParameters().forEach(this::argument);
    spec.options().stream().filter(option -> !option.inherited()).forEach(this::argument);
    footer(spec);
  }

  private static String label(PositionalParamSpec parameter) {
    String many = parameter.arity().max() > 1 ? parameter.paramLabel() + "..." : parameter.paramLabel();
    return parameter.arity().min() == 0 ? "[" + many + "]" : many;
  }

  private void argument(ArgSpec argument) {
    String name = switch (argument) {
      case OptionSpec option -> String.join(", ", option.names()) + (option.arity().max() > 0
          ? " " + option.paramLabel()
          : "");
      case PositionalParamSpec parameter -> parameter.paramLabel();
      default -> throw new IllegalStateException("neither option nor parameter: " + argument);
    };
    tagged(name, String.join(" ", words(argument.description())));
  }

  private void tagged(String tag, String what) {
    macro("TP");
    macro("B " + escaped(tag));
    line(what);
  }

  /** As the help shows it, a paragraph for each one there. */
  private void footer(CommandSpec spec) {
    boolean inside = false;
    for (String line : spec.usageMessage().footer()) {
      if (inside && line.isBlank()) {
        macro("fi");
        inside = false;
      } else if (!line.isBlank()) {
        if (!inside) {
          macro("PP");
          macro("nf");
          inside = true;
        }
        line(plain(line));
      }
    }
    if (inside) {
      macro("fi");
    }
  }

  /** Without empty lines and the help's own way to write signs that it interprets. */
  private static List<String> words(String[] lines) {
    List<String> words = new ArrayList<>();
    for (String line : lines) {
      if (!line.isBlank()) {
        words.add(plain(line));
      }
    }
    return words;
  }

  private static String plain(String line) {
    return line.replace("$$", "$").replace("%%", "%");
  }

  private void macro(String macro) {
    text.append('.').append(macro).append('\n');
  }

  private void line(String words) {
    String safe = escaped(words);
    text.append(safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe).append('\n');
  }

  private static String escaped(String words) {
    return words.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
  }
}
