package org.sheratan.edge.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.kernel.Bytes;

class PagePathsTest {
  private static final int MOST_BYTES = 150 * 1024;
  @AutoClose
  private final RunningApi api = RunningApi.over(new FakeNode());

  private RawResponse get(String target, String... headers) throws IOException {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = "Authorization:";
    return api.call("GET", target, "", all);
  }

  @Test
  void shouldServeThePageToAnyoneUnderAStrictPolicy() throws IOException {
    RawResponse page = get("/");
    assertEquals(200, page.status());
    assertEquals("text/html; charset=utf-8", page.header("content-type"));
    assertEquals("no-cache", page.header("cache-control"));
    assertEquals("nosniff", page.header("x-content-type-options"));
    String policy = page.header("content-security-policy");
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'"), policy);
    assertTrue(!policy.contains("unsafe") && !policy.contains("*") && !policy.contains("http"), policy);
    assertEquals("text/javascript; charset=utf-8", get("/page/main.js").header("content-type"));
  }

  @Test
  void shouldServeEachFileOnceAsLongAsItStays() throws IOException {
    RawResponse first = get("/page/style.css");
    RawResponse again = get("/page/style.css", "If-None-Match: " + first.header("etag"));
    assertEquals(304, again.status());
    assertEquals("", again.header("content-length"));
    assertEquals(200, get("/page/style.css", "If-None-Match: \"another\"").status());
  }

  @Test
  void shouldSqueezeForThoseWhoCanRead() throws IOException {
    RawResponse plain = get("/page/dom.js");
    RawResponse squeezed = get("/page/dom.js", "Accept-Encoding: gzip, br");
    assertEquals("gzip", squeezed.header("content-encoding"));
    try (GZIPInputStream read = new GZIPInputStream(new ByteArrayInputStream(squeezed.body().toArray()))) {
      assertEquals(plain.body(), Bytes.copyOf(read.readAllBytes()));
    }
    long total = get("/", "Accept-Encoding: gzip").body().length();
    for (String name : PageFiles.NAMES) {
      total += get("/page/" + name, "Accept-Encoding: gzip").body().length();
    }
    assertTrue(total <= MOST_BYTES, total + " bytes");
  }

  @Test
  void shouldBeginInTheLanguageOfTheBrowser() throws IOException {
    assertTrue(
        get("/page/words.json", "Accept-Language: de-DE,en;q=0.5").body().toUtf8().contains("Anmelden"));
    assertTrue(get("/page/words.json").body().toUtf8().contains("Sign in"));
    assertTrue(get("/page/words.json").header("vary").contains("Accept-Language"));
  }
}
