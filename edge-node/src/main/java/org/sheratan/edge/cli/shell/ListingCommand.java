package org.sheratan.edge.cli.shell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

/** A command that asks for one page of a list, newest first, and shows how to go on. */
public abstract class ListingCommand extends AskingCommand {
  @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000.", defaultValue = "50")
  private int limit;
  @Option(names = "--after", paramLabel = "ID", description = "Continue behind this one, where an earlier list ended.")
  private String after = "";

  @Spec
  private CommandSpec spec;

  private final String path;
  private final String member;
  private final String none;

  /**
   * @param path of the API
   * @param member of its answer that holds the list
   * @param none said when that is empty
   */
  protected ListingCommand(Session session, String path, String member, String none) {
    super(session);
    this.path = path;
    this.member = member;
    this.none = none;
  }

  /** What narrows the list: an option and a parameter of the API, of one name. An empty value narrows nothing. */
  public record Filter(String name, String value) {
    private String parameter() {
      return value.isEmpty() ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private String option() {
      return value.isEmpty() ? "" : " --" + name + " " + value;
    }
  }

  protected List<Filter> filters() {
    return List.of();
  }

  /** @throws CommandFailure unless a list may go on behind what was typed */
  protected abstract String checked(String after) throws CommandFailure;

  /** @param found not empty */
  protected abstract Table table(List<View> found);

  /** Shows what to do with it next. */
  protected void hints(List<View> found, Output output) {}

  @Override
  protected final Json.Obj ask() throws CommandFailure {
    StringBuilder query = new StringBuilder("?limit=" + limit);
    filters().forEach(filter -> query.append(filter.parameter()));
    query.append(new Filter("after", after.isEmpty() ? "" : checked(after)).parameter());
    return session().api().get(path + query, session().patience());
  }

  @Override
  protected final ExitStatus print(View answer, Output output) {
    List<View> found = answer.objects(member);
    if (found.isEmpty()) {
      output.note(none);
    } else {
      output.table(table(found));
    }
    hints(found, output);
    String next = answer.text("next");
    if (!next.isEmpty()) {
      StringBuilder command = new StringBuilder(spec.qualifiedName() + " --limit " + limit);
      filters().forEach(filter -> command.append(filter.option()));
      output.hint("more: ", command + " --after " + next);
    }
    return ExitStatus.OK;
  }
}
