package org.sheratan.edge.cli.message;

import java.util.List;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;

/** What is said about one message. Its words are another person's: nothing of them goes out unprinted. */
final class MessageReport {
  private MessageReport() {}

  /** Such as {@code from node-b2}, {@code from node-b2 in group:team} or {@code to group:team}. */
  static String withWhom(View message) {
    String group = message.text("group").isEmpty() ? "" : "group:" + Printable.of(message.text("group"));
    if (incoming(message)) {
      return "from " + Printable.of(message.text("peer")) + (group.isEmpty() ? "" : " in " + group);
    }
    return "to " + (group.isEmpty() ? Printable.of(message.text("peer")) : group);
  }

  /** How many members of a group have it, such as {@code : delivered 3 of 7, unknown 4}; empty for a node. */
  static String members(View message) {
    List<View> members = message.objects("members");
    if (members.isEmpty()) {
      return "";
    }
    long acknowledged = count(members, "acknowledged");
    return ": delivered " + (count(members, "delivered") + acknowledged) + " of " + members.size()
        + part("acknowledged", acknowledged) + part("refused", count(members, "refused"))
        + part("unknown", count(members, "unknown"));
  }

  private static long count(List<View> members, String state) {
    return members.stream().filter(member -> member.text("state").equals(state)).count();
  }

  private static String part(String what, long count) {
    return count == 0 ? "" : ", " + what + " " + count;
  }

  /** The state, an emergency being marked until a person has acknowledged it. */
  static String state(View message) {
    boolean emergency = message.text("priority").equals("emergency");
    boolean acknowledged = message.object("acknowledged").isPresent();
    String state = message.text("state") + members(message);
    if (!emergency) {
      return state;
    }
    if (acknowledged) {
      return incoming(message) || !members(message).isEmpty() ? state : state + ", acknowledged";
    }
    return "EMERGENCY, " + state;
  }

  /** When it came, or was written; without a clock how long ago, as far as this start of the node goes back. */
  static String time(View message) {
    return message.object(incoming(message) ? "received" : "queued").map(MessageReport::moment).orElse("");
  }

  private static String moment(View stamp) {
    if (!stamp.text("at").isEmpty()) {
      return Printable.of(stamp.text("at"));
    }
    return stamp.text("ago_s").isEmpty()
        ? "before the last start"
        : Amounts.duration(stamp.number("ago_s")) + " ago";
  }

  /** One line for a stream of news. */
  static String line(View message) {
    return message.text("id") + "  " + time(message) + "  " + withWhom(message) + ", " + state(message)
        + reason(message) + ": " + Printable.of(message.text("text"));
  }

  /** How a message ended at its author's node. */
  static ExitStatus exit(String state) {
    return switch (state) {
      case "refused" -> ExitStatus.FAILURE;
      case "expired" -> ExitStatus.TIMEOUT;
      default -> ExitStatus.OK;
    };
  }

  static String reason(View message) {
    return message.text("reason").isEmpty() ? "" : " (" + Printable.of(message.text("reason")) + ")";
  }

  private static boolean incoming(View message) {
    return message.text("direction").equals("in");
  }
}
