package org.sheratan.edge.cli.token;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.TokenWords;
import org.sheratan.edge.shell.View;

/** What a command says about tokens. */
final class TokenReport {
  static final String PATH = "/api/v1/tokens";

  private TokenReport() {}

  static String path(String name) throws CommandFailure {
    if (!name.matches("[a-z][a-z0-9_-]{0,31}")) {
      throw new CommandFailure(ExitStatus.USAGE,
          "expected a token's name, of a-z, 0-9, - and _, a letter first, found " + Printable.of(name),
          "sheratan token list");
    }
    return PATH + "/" + name;
  }

  static Table table(View answer) {
    Table table = new Table("NAME", "SCOPE", "STATE", "CREATED", "CLOCK", "ENDS IN", "LAST USED");
    for (View each : answer.objects("tokens")) {
      table.row(each.text("name"), each.text("scope"), each.text("state"), each.text("created_at"),
          each.text("created_clock"), TokenWords.endsIn(each), TokenWords.lastUsed(each));
    }
    return table;
  }
}
