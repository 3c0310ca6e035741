package org.sheratan.edge.console.report;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.QrPicture;
import org.sheratan.edge.shell.View;

/** {@code net hotspot}: what a phone needs to get into this machine's own network, and to the page. */
public final class HotspotReport {
  private HotspotReport() {}

  public static List<String> lines(Facts facts, List<String> none) throws CommandFailure {
    Hotspot hotspot = facts.machine().hotspot()
        .orElseThrow(
            () -> new CommandFailure(ExitStatus.NOT_FOUND, "this machine makes no network of its own",
                "[hotspot] with enabled = true in sheratan.toml of the card, and a start"));
    if (hotspot.state() == Hotspot.State.NO_DEVICE) {
      throw new CommandFailure(ExitStatus.NOT_FOUND,
          "the card asks for a hotspot, and this machine has no Wi-Fi device wlan0", "");
    }
    List<String> lines = new ArrayList<>();
    lines.add(hotspot.state() == Hotspot.State.UP
        ? Mark.OK.line("hotspot", "network " + hotspot.ssid())
        : Mark.WAIT.line("hotspot", "network " + hotspot.ssid() + ": the Wi-Fi device is not up"));
    lines.add(Mark.OK.line("password", hotspot.password()));
    View status = facts.asker().get("/api/v1/status");
    LanReport.pageAt(status, hotspot.address()).ifPresentOrElse(
        page -> lines.add(Mark.OK.line("page", page)),
        () -> lines.add(Mark.HELD.line("page", "other machines are not let in → net lan on")));
    lines.addAll(LanReport.lines(status));
    if (facts.unicode()) {
      lines.addAll(QrPicture.lines(hotspot.code(), true, QrPicture.Ink.LIGHT_LETTERS));
    } else {
      lines.add("a QR code needs a terminal with UTF-8");
    }
    return lines;
  }
}
