package org.sheratan.edge.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Reply;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Bytes;

/**
 * {@code /} and {@code /page/*}: the files of the status page, the same for everyone, so without token or session.
 * They are read when asked for and kept nowhere.
 */
public final class PagePaths {
  private static final String FOLDER = "/page/";
  /** Nothing but this node's own files and answers; no text becomes markup, and nobody frames the page. */
  private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
      + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
      + "require-trusted-types-for 'script'; trusted-types 'none'";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final Map<String, String> TYPES = new TreeMap<>(
      Map.of("html", "text/html; charset=utf-8", "css",
          "text/css; charset=utf-8", "js", SCRIPT, "json", "application/json", "svg", "image/svg+xml"));
  private static final String WORDS = "words.json";
  private static final int HASH_CHARS = 32;

  private static final Operation PAGE = Operation.get("/", "getPage", "The status page.").open()
      .gives(type("html")).tagged();
  private static final Operation FILE = Operation
      .get(FOLDER + "{file}", "getPageFile", "A file that the status page needs.").open().gives(type("css"))
      .gives(type("js")).gives(type("json")).gives(type("svg")).tagged().refuses(404);

  public void addTo(Router router) {
    router.on(PAGE, request -> file(request, "index.html")).on(FILE, PagePaths::file);
  }

  private static HttpResponse file(HttpRequest request) throws HttpRefusal {
    String name = request.path().getLast();
    if (name.equals(WORDS)) {
      return words(request);
    }
    if (!PageFiles.NAMES.contains(name)) {
      throw new HttpRefusal(Problem.of(404, "not-found", "There is no such thing here", "no such file"));
    }
    return file(request, name);
  }

  private static Reply type(String suffix) {
    return new Reply(200, TYPES.get(suffix), "", List.of("ETag"));
  }

  private static HttpResponse words(HttpRequest request) {
    String language = Language.of(request.head().header("accept-language").orElse(""));
    HttpResponse words = file(request, "words." + language + ".json");
    return words.with("Vary", "Accept-Encoding, Accept-Language");
  }

  private static HttpResponse file(HttpRequest request, String name) {
    Bytes plain = PageFiles.read(name);
    boolean gzip = request.head().header("accept-encoding").orElse("").contains("gzip");
    String tag = "\"" + hash(plain).substring(0, HASH_CHARS) + (gzip ? "-gzip\"" : "\"");
    boolean known = request.head().header("if-none-match").orElse("").contains(tag);
    HttpResponse response = HttpResponse
        .of(known ? 304 : 200, TYPES.get(name.substring(name.lastIndexOf('.') + 1)),
            known ? Bytes.EMPTY : gzip ? squeezed(plain) : plain)
        .with("Cache-Control", "no-cache").with("Content-Security-Policy", POLICY).with("ETag", tag)
        .with("Vary", "Accept-Encoding");
    return gzip && !known ? response.with("Content-Encoding", "gzip") : response;
  }

  private static String hash(Bytes bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toArray()));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static Bytes squeezed(Bytes plain) {
    ByteArrayOutputStream squeezed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(squeezed)) {
      gzip.write(plain.toArray());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Bytes.copyOf(squeezed.toByteArray());
  }
}
