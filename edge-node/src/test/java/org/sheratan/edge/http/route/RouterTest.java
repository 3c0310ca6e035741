package org.sheratan.edge.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.RequestHead;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

class RouterTest {
  private static final Operation LIST = Operation.get("/api/v1/cups", "listCups", "All cups.")
      .with(Parameter.LIMIT);
  private static final Operation PLAIN = Operation.get("/api/v1/cups/plain", "getPlain", "The plain one.");
  private static final Operation SHOW = Operation.get("/api/v1/cups/{cup}", "getCup", "One cup.");
  private static final Operation BREAK = Operation.delete(Scope.ADMIN, "/api/v1/cups/{cup}", "breakCup",
      "One less.");
  private static final Operation FILL = Operation
      .post(Scope.SUBMIT, "/api/v1/cups/{cup}/fill", "fillCup", "Tea.").takes("Tea");
  private static final Operation PAGE = Operation.get("/", "getPage", "A page.").open();
  private final Router router = new Router();

  {
    for (Operation operation : List.of(LIST, PLAIN, SHOW, BREAK, FILL, PAGE)) {
      router.on(operation, request -> HttpResponse.of(200, "text/plain", Bytes.utf8(operation.id())));
    }
  }

  private static HttpRequest request(String method, String target, String body) {
    Bytes bytes = Bytes.utf8(body);
    return HttpRequest.of(new RequestHead(method, target, 1, "localhost", new TreeMap<>(), bytes.length()),
        bytes, "127.0.0.1");
  }

  private HttpResponse call(String method, String target, String body) throws HttpRefusal {
    HttpRequest request = request(method, target, body);
    return router.find(request).handle(request);
  }

  private String called(String method, String target, String body) throws HttpRefusal {
    return call(method, target, body).body().toUtf8();
  }

  @Test
  void shouldFindTheOperationOfAMethodAndPath() throws HttpRefusal {
    assertEquals("listCups", called("GET", "/api/v1/cups", ""));
    assertEquals("listCups", called("HEAD", "/api/v1/cups", ""));
    assertEquals("getPlain", called("GET", "/api/v1/cups/plain", ""));
    assertEquals("getCup", called("GET", "/api/v1/cups/7", ""));
    assertEquals("breakCup", called("DELETE", "/api/v1/cups/7", ""));
    assertEquals("fillCup", called("POST", "/api/v1/cups/7/fill", "not looked at"));
    assertEquals(404, assertThrows(HttpRefusal.class, () -> call("GET", "/api/v1/cups/", "")).problem()
        .status());
    assertEquals(404, assertThrows(HttpRefusal.class, () -> call("GET", "/api/v1/pots", "")).problem()
        .status());
  }

  @Test
  void shouldSayWhatAPathServes() throws HttpRefusal {
    HttpResponse refused = call("PUT", "/api/v1/cups/7", "");
    assertEquals(405, refused.status());
    assertEquals("DELETE, GET, HEAD, OPTIONS", refused.headers().get("Allow"));
    HttpResponse options = call("OPTIONS", "/api/v1/cups/7/fill", "");
    assertEquals(204, options.status());
    assertEquals("OPTIONS, POST", options.headers().get("Allow"));
  }

  @Test
  void shouldTellTheRightThatARequestNeeds() {
    assertEquals(Optional.of(Scope.READ),
        router.operation(request("HEAD", "/api/v1/cups", "")).map(Operation::scope));
    assertEquals(Optional.of(Scope.SUBMIT),
        router.operation(request("POST", "/api/v1/cups/7/fill", "")).map(Operation::scope));
    assertEquals(Optional.of(Scope.ADMIN),
        router.operation(request("DELETE", "/api/v1/cups/7", "")).map(Operation::scope));
    assertEquals(Optional.of(Scope.NONE), router.operation(request("GET", "/", "")).map(Operation::scope));
    assertEquals(Optional.empty(), router.operation(request("PUT", "/api/v1/cups/7", "")));
    assertEquals(Optional.empty(), router.operation(request("GET", "/api/v1/pots", "")));
  }

  @Test
  void shouldRefuseWhatAnOperationDoesNotTake() throws HttpRefusal {
    assertEquals("listCups", called("GET", "/api/v1/cups?limit=5", ""));
    assertEquals("unknown; expected one of limit", refusal("GET", "/api/v1/cups?color=red", ""));
    assertEquals("unknown; expected none", refusal("GET", "/api/v1/cups/7?limit=5", ""));
    assertEquals("unknown; expected none", refusal("DELETE", "/api/v1/cups/7", "{\"why\":1}"));
    assertThrows(MalformedException.class, () -> call("DELETE", "/api/v1/cups/7", "[]"));
    assertEquals("breakCup", called("DELETE", "/api/v1/cups/7", "{}"));
    assertEquals("getPage", called("GET", "/?from=elsewhere", ""), "a link may bring anything");
  }

  private String refusal(String method, String target, String body) {
    return assertThrows(MalformedException.class, () -> call(method, target, body)).reason();
  }

  @Test
  void shouldTakeOneHandlerForEachOperation() {
    assertThrows(RuntimeException.class, () -> router.on(LIST, request -> HttpResponse.empty(200)));
    assertEquals(List.of(LIST, PLAIN, SHOW, BREAK, FILL, PAGE),
        router.operations().subList(0, 6));
  }
}
