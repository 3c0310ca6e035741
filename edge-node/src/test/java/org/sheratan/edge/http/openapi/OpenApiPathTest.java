package org.sheratan.edge.http.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.AnswerRoom;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.RequestHead;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Bytes;

class OpenApiPathTest {
  private final Router router = new Router();

  private HttpResponse asked() throws HttpRefusal {
    HttpRequest request = HttpRequest.of(
        new RequestHead("GET", "/openapi.json", 1, "localhost", new TreeMap<>(), 0), Bytes.EMPTY,
        "127.0.0.1");
    return router.find(request).handle(request);
  }

  /** Made anew for each of a crowd without a token, it took all the memory. */
  @Test
  void shouldBeWrittenOnce() throws HttpRefusal {
    new OpenApiPath(router, "1.2.3").addTo(router);
    HttpResponse first = asked();
    assertTrue(first.body().toUtf8().contains("\"1.2.3\""));
    assertTrue(first.body().toUtf8().endsWith("}\n"));
    router.on(Operation.get("/late", "late", "Was not there when it was written.").open().gives(200, "Alive"),
        request -> HttpResponse.empty(200));
    assertEquals(first, asked());
  }

  /** Strangers could take the memory for long answers, even to hear that nothing has changed. */
  @Test
  void shouldBeHadWhileOthersTakeAllTheRoomForLongAnswers() throws Exception {
    try (RunningApi api = new RunningApi(new FakeNode())) {
      AnswerRoom.KIB.acquire(AnswerRoom.MOST_KIB);
      try {
        RawResponse whole = api.call("GET", "/openapi.json", "", "Authorization:");
        assertEquals(200, whole.status());
        assertEquals(304, api.call("GET", "/openapi.json", "", "Authorization:",
            "If-None-Match: " + whole.header("etag")).status());
      } finally {
        AnswerRoom.KIB.release(AnswerRoom.MOST_KIB);
      }
    }
  }
}
