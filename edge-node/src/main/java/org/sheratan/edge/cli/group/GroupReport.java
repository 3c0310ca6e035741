package org.sheratan.edge.cli.group;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

/** A group as people read it, and where it is in the API. */
final class GroupReport {
  private GroupReport() {}

  static String path(String group) {
    return "/api/v1/groups/" + URLEncoder.encode(group, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static void print(View group, Output output) {
    output.line(Printable.of(group.text("name")) + " (" + group.text("id") + ")  admin "
        + Printable.of(group.text("admin")) + ", version " + group.text("version") + ", epoch "
        + group.text("epoch"));
    Table table = new Table("MEMBER", "ID", "HEARD");
    for (View member : group.objects("members")) {
      table.row(member.text("name"), member.text("id").substring(0, 16), member.is("heard") ? "yes" : "");
    }
    output.table(table);
  }
}
