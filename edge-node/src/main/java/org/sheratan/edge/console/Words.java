package org.sheratan.edge.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.sheratan.edge.console.report.Facts;
import org.sheratan.edge.console.report.GateReport;
import org.sheratan.edge.console.report.HotspotReport;
import org.sheratan.edge.console.report.NeighborReport;
import org.sheratan.edge.console.report.RadioReport;
import org.sheratan.edge.console.report.RegionReport;
import org.sheratan.edge.console.report.Report;
import org.sheratan.edge.console.report.StatusReport;
import org.sheratan.edge.console.report.TokenReport;
import org.sheratan.edge.console.report.TravelReport;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;

/** The grammar for people. */
final class Words {
  private final Facts facts;
  private final List<Word> all = new ArrayList<>();

  Words(Facts facts, SignIn signIn, Rescue rescue) {
    this.facts = facts;
    open("help", "this list", none -> help());
    look("ver", "version, name and key of this node", StatusReport::version);
    look("status", "part by part, how the node is", StatusReport::status);
    look("selftest", "the radio tests itself, sending nothing", RadioReport::selfTest);
    look("radio", "settings and state of the radio", RadioReport::radio);
    look("noise", "noise floor", RadioReport::noise);
    look("neighbors", "who is heard directly", NeighborReport::lines);
    look("airtime", "what is left of the hour's airtime", RadioReport::airtime);
    look("ip", "addresses of this machine", StatusReport::addresses);
    look("uptime", "since when the node runs", StatusReport::uptime);
    open("setup-code", "what lets you set the first password", none -> signIn.showCode());
    open("login", "sign in, for the commands below", none -> signIn.login());
    open("logout", "sign out; so does Ctrl-D", none -> new Move.SignOut());
    guard("region set [NAME]", "choose the law the radio obeys", RegionReport::set);
    guard("ping NODE [N]", "measure the way there and back", TravelReport::ping);
    guard("trace NODE", "ask every hop on the way", TravelReport::trace);
    guard("net hotspot", "this machine's own Wi-Fi, its password and QR code", HotspotReport::lines);
    guard("net [lan on|off]", "links, ways to nodes; lets other machines in", TravelReport::net);
    guard("gate list", "jobs that wait for a decision", GateReport::list);
    guard("gate show ID", "what gates and auditors said of one", GateReport::show);
    guard("gate approve ID WHY", "let it run", GateReport::approve);
    guard("gate reject ID WHY", "end it, and what depends on it", GateReport::reject);
    guard("token list", "who has been given a token", TokenReport::list);
    guard("range echo", "answer every probe of others for an hour", TravelReport::echo);
    all.add(new Word("range start NODE", "probe a node every 5 s, in the background", true, Words::walk));
    all.add(new Word("range stop", "end that, and count", true, none -> new Move.StopWalk()));
    all.add(new Word("log follow", "the log as it grows; Ctrl-C or Enter ends it", true,
        none -> new Move.Follow()));
    all.add(new Word("reset-password", "another password", true, none -> signIn.newPassword()));
    all.add(new Word("safe-mode on|off", "start with as few parts as possible", true, rescue::safeMode));
    all.add(new Word("factory-reset", "erase everything, after typing the node's name", true,
        none -> rescue.factoryReset()));
    all.add(new Word("reboot", "restart the node", true, none -> rescue.reboot()));
  }

  /** @param typed at least one word */
  Optional<Word> find(List<String> typed) {
    return all.stream().filter(word -> word.matched(typed) > 0).findFirst();
  }

  private void open(String usage, String help, Function<List<String>, Move> act) {
    all.add(new Word(usage, help, false, act));
  }

  private void look(String usage, String help, Report report) {
    open(usage, help, asking(report));
  }

  private void guard(String usage, String help, Report report) {
    all.add(new Word(usage, help, true, asking(report)));
  }

  private Function<List<String>, Move> asking(Report report) {
    return arguments -> Move.Do.asking(() -> report.lines(facts, arguments));
  }

  private static Move walk(List<String> arguments) {
    return arguments.isEmpty()
        ? new Move.Refuse(new CommandFailure(ExitStatus.USAGE, "name a node", "net"))
        : new Move.Walk(new RangeWalk(arguments.getFirst()));
  }

  private Move help() {
    List<String> lines = new ArrayList<>();
    all.forEach(word -> lines
        .add(String.format("%c %-20s%s", word.guarded() ? '*' : ' ', word.usage(), word.help())));
    lines.add("* after login");
    return new Move.Say(lines);
  }
}
