package org.sheratan.edge.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;

class TokenPathsTest {
  private static final String TOKENS = "/api/v1/tokens";
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);

  private RawResponse create(String body) throws IOException {
    return api.post(TOKENS, body);
  }

  private RawResponse statusWith(String secret) throws IOException {
    return api.call("GET", "/api/v1/status", "", "Authorization: Bearer " + secret);
  }

  @Test
  void shouldShowTheSecretOnceAndLetItIn() throws IOException {
    RawResponse made = create("{\"name\":\"ci\",\"scope\":\"read\",\"expires_in_s\":3600}");
    assertEquals(201, made.status(), made.body().toUtf8());
    assertEquals(TOKENS + "/ci", made.header("location"));
    assertEquals("no-store", made.header("cache-control"));
    String secret = made.text("token");
    assertEquals(200, statusWith(secret).status());
    for (String path : List.of(TOKENS, TOKENS + "/ci")) {
      String shown = api.get(path).body().toUtf8();
      assertTrue(shown.contains("\"name\":\"ci\"") && shown.contains("\"last_used_s\":0"), shown);
      assertFalse(shown.contains(secret) || shown.contains("\"token\":"), shown);
      assertFalse(shown.contains("digest"), shown);
    }
    Json.Obj token = api.get(TOKENS + "/ci").json();
    assertEquals(new Json.Text("none"), token.get("created_clock"));
    assertEquals(new Json.Null(), token.get("expires_at"), "nobody knows what time it is");
  }

  @Test
  void shouldRefuseARevokedTokenAndSaySo() throws IOException {
    String secret = create("{\"name\":\"ci\",\"scope\":\"admin\"}").text("token");
    RawResponse revoked = api.call("DELETE", TOKENS + "/ci", "");
    assertEquals(200, revoked.status());
    assertEquals("revoked", revoked.text("state"));
    RawResponse refused = statusWith(secret);
    assertEquals(401, refused.status());
    assertEquals("the token ci is revoked", refused.text("detail"));
    assertEquals("Bearer realm=\"sheratan\", error=\"invalid_token\"", refused.header("www-authenticate"));
    assertEquals(404, api.call("DELETE", TOKENS + "/nobody", "").status());
    assertEquals(404, api.get(TOKENS + "/nobody").status());
  }

  @Test
  void shouldThrottleRevokedTokensLikeWrongOnes() throws IOException {
    String secret = create("{\"name\":\"ci\",\"scope\":\"read\"}").text("token");
    api.call("DELETE", TOKENS + "/ci", "");
    int last = 0;
    for (int count = 0; count < 15; count++) {
      last = statusWith(secret).status();
    }
    assertEquals(429, last);
    assertEquals(200, api.get("/api/v1/status").status());
  }

  @Test
  void shouldNotGiveANameTwice() throws IOException {
    create("{\"name\":\"ci\",\"scope\":\"read\"}");
    RawResponse again = create("{\"name\":\"ci\",\"scope\":\"admin\"}");
    assertEquals(409, again.status());
    assertTrue(again.text("fix").contains("token revoke ci"));
  }

  @Test
  void shouldNameTheMemberThatIsWrong() throws IOException {
    for (List<String> wrong : List.of(List.of("name", "{\"name\":\"10.0.0.1\",\"scope\":\"read\"}"),
        List.of("name", "{\"name\":\"CI\",\"scope\":\"read\"}"), List.of("name", "{\"scope\":\"read\"}"),
        List.of("name", "{\"name\":\"" + "a".repeat(33) + "\",\"scope\":\"read\"}"),
        List.of("scope", "{\"name\":\"ci\",\"scope\":\"none\"}"), List.of("scope", "{\"name\":\"ci\"}"),
        List.of("expires_in_s", "{\"name\":\"ci\",\"scope\":\"read\",\"expires_in_s\":0}"),
        List.of("expires_in_s", "{\"name\":\"ci\",\"scope\":\"read\",\"expires_in_s\":1e12}"),
        List.of("lifetime", "{\"name\":\"ci\",\"scope\":\"read\",\"lifetime\":5}"))) {
      RawResponse response = create(wrong.get(1));
      assertEquals(400, response.status(), wrong.get(1));
      assertEquals(wrong.getFirst(), response.text("field"), wrong.get(1));
    }
    assertEquals(List.of(), api.named().all());
  }

  /** Between looking and revoking somebody else may have made another one of that name. */
  @Test
  void shouldRevokeOnlyWhatIsMeant() throws IOException {
    RawResponse made = create("{\"name\":\"ci\",\"scope\":\"read\"}");
    api.call("DELETE", TOKENS + "/ci", "");
    create("{\"name\":\"ci\",\"scope\":\"submit\"}");
    RawResponse other = api.call("DELETE", TOKENS + "/ci", "", "If-Match: " + made.header("etag"));
    assertEquals(412, other.status());
    RawResponse shown = api.get(TOKENS + "/ci");
    assertEquals("active", shown.text("state"));
    RawResponse same = api.call("GET", TOKENS + "/ci", "", "If-None-Match: \"x\", " + shown.header("etag"));
    assertEquals(304, same.status());
    assertEquals(0, same.body().length());
    assertEquals(200, api.call("DELETE", TOKENS + "/ci", "", "If-Match: " + shown.header("etag")).status());
  }

  @Test
  void shouldTakeNoTokenFromAUrl() throws IOException {
    String secret = create("{\"name\":\"ci\",\"scope\":\"admin\"}").text("token");
    for (String query : List.of("access_token=" + secret, "token=" + secret)) {
      assertEquals(401, api.call("GET", "/api/v1/tokens?" + query, "", "Authorization:").status());
      assertEquals(400, api.get("/api/v1/tokens?" + query).status());
    }
  }
}
