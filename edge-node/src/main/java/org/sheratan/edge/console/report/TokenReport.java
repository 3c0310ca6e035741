package org.sheratan.edge.console.report;

import java.util.List;

import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.TokenWords;
import org.sheratan.edge.shell.View;

/** {@code token list}: who has one, never a secret. Making and ending them is for a shell. */
public final class TokenReport {
  private TokenReport() {}

  public static List<String> list(Facts facts, List<String> none) throws CommandFailure {
    List<View> tokens = facts.asker().get("/api/v1/tokens").objects("tokens");
    if (tokens.isEmpty()) {
      return List.of("no token has been given out");
    }
    Table table = new Table("NAME", "SCOPE", "STATE", "ENDS IN", "LAST USED");
    tokens.forEach(each -> table.row(each.text("name"), each.text("scope"), each.text("state"),
        TokenWords.endsIn(each), TokenWords.lastUsed(each)));
    return table.lines();
  }
}
