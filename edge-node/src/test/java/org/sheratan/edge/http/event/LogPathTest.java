package org.sheratan.edge.http.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.daemon.LogTail;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.RequestHead;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

class LogPathTest {
  private static final List<LogTail.Line> LINES = List.of(new LogTail.Line(5, "a"), new LogTail.Line(6, "b"),
      new LogTail.Line(7, "<i>"));
  private final Router router = new Router();

  {
    new LogPath(number -> LINES.stream().filter(line -> line.number() >= number).findFirst()).addTo(router);
  }

  private String get(String query) throws HttpRefusal {
    HttpRequest request = HttpRequest.of(new RequestHead("GET", "/api/v1/log" + query, 1, "localhost",
        new TreeMap<>(), 0), Bytes.EMPTY, "127.0.0.1");
    return router.find(request).handle(request).body().toUtf8().strip();
  }

  @Test
  void shouldAnswerTheLinesBehindANumber() throws HttpRefusal {
    assertEquals("{\"lines\":[{\"number\":6,\"text\":\"b\"},{\"number\":7,\"text\":\"<i>\"}],\"next\":7}",
        get("?after=5"));
    assertEquals("{\"lines\":[{\"number\":5,\"text\":\"a\"}],\"next\":5}", get("?limit=1"));
    assertEquals("{\"lines\":[],\"next\":7}", get("?after=7"));
  }

  @Test
  void shouldRefuseOtherQuestions() {
    for (String query : List.of("?after=x", "?limit=0", "?limit=1000", "?level=info")) {
      assertThrows(MalformedException.class, () -> get(query), query);
    }
  }
}
