package org.sheratan.edge.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
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
  private static final int HASH_CHARS = 32;

  public void addTo(Router router) {
    router.on("GET", "/", request -> file(request, "index.html"));
    router.on("GET", FOLDER + "words.json", PagePaths::words);
    for (String name : PageFiles.NAMES) {
      router.on("GET", FOLDER + name, request -> file(request, name));
    }
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
