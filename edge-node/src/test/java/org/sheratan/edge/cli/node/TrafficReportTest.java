package org.sheratan.edge.cli.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.Bytes;

class TrafficReportTest {
  private static List<String> lines(String status) {
    return TrafficReport.lines(new View(JsonReader.readObject(Bytes.utf8(status))));
  }

  /** Want of room is only one of the causes that are counted there. */
  @Test
  void shouldGiveNoCauseForWhatWasRefused() {
    assertEquals(
        List.of("mesh       1 arrived for this node, 2 relayed; 3 sent again, 4 came again; 5 refused"),
        lines(
            """
                {"traffic":{"delivered":1,"relayed":2,"retries":3,"duplicates":4,"refused":5,"malformed_messages":0}}"""));
  }

  @Test
  void shouldLeaveOutWhatAnOlderNodeDoesNotSay() {
    assertEquals(List.of(), lines("{}"));
    assertEquals(List.of("link       udp: 1 frames in, 2 out, dropped nothing"),
        lines("{\"links\":[{\"name\":\"udp\",\"frames_in\":1,\"sent\":2}]}"));
  }
}
