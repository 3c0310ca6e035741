package org.sheratan.edge.shell;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonLimits;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.access.AccessToken;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.http.ApiFolder;
import org.sheratan.edge.http.door.Remedy;
import org.sheratan.edge.tls.PinnedTrust;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * The CLI's side of the API, on HttpURLConnection: with java.net.http the first answer comes 300 ms later
 * (docs/decisions/0072).
 */
public final class Api {
  private static final int CONNECT_MS = 3_000;
  private static final int KEY_BYTES = 12;
  private static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;
  private static final JsonLimits LIMITS = JsonLimits.ours(MAX_ANSWER_BYTES);

  private final String address;
  private final AccessToken token;
  private final Optional<SSLSocketFactory> pinned;
  private final CommandFailure silent;

  /**
   * @param pinned for {@code https:}
   * @param silent what to say when nothing listens there
   */
  Api(String address, AccessToken token, Optional<SSLSocketFactory> pinned, CommandFailure silent) {
    this.address = address;
    this.token = token;
    this.pinned = pinned;
    this.silent = silent;
  }

  /** @param folder data folder of the node; its address and token files are read */
  public static Api open(Path folder) throws CommandFailure {
    return open(folder, Optional.empty());
  }

  /**
   * @param folder data folder of the node
   * @param tokenFile the token to speak with; empty for the node's own, which may do everything
   */
  public static Api open(Path folder, Optional<Path> tokenFile) throws CommandFailure {
    ApiFolder files = new ApiFolder(folder);
    String anew = " from " + folder + " and restart the node, which writes it anew";
    try {
      Optional<String> address = address(files, anew);
      if (address.isEmpty()) {
        throw notRunning(folder);
      }
      AccessToken token = tokenFile.isPresent() ? TokenFile.read(tokenFile.get()) : files.readToken();
      return new Api(address.get(), token, Optional.empty(),
          new CommandFailure(ExitStatus.UNREACHABLE,
              "the node of " + folder + " does not run (" + address.get() + ")",
              "sheratan run --data-dir " + folder));
    } catch (NoSuchFileException absent) {
      throw notRunning(folder);
    } catch (AccessDeniedException denied) {
      throw new CommandFailure(ExitStatus.AUTH, "no permission to read " + denied.getFile(),
          "the same command with sudo, or as the user the node runs as");
    } catch (IOException | MalformedException unreadable) {
      throw new CommandFailure(ExitStatus.AUTH, "cannot read the token: " + unreadable.getMessage(),
          "removing api-token" + anew);
    }
  }

  /** Whether a node has been set up there, as far as this user may know. */
  public static boolean setUp(Path folder) {
    return Files.exists(folder.resolve("sheratan.toml"));
  }

  /** Whether a living node is on its way up there, which {@link #open} does not wait for. */
  public static boolean starting(Path folder) {
    return new ApiFolder(folder).starting();
  }

  /** Whether {@link #open} has no reason to say that no node runs. */
  public static boolean listening(Path folder) {
    try {
      return new ApiFolder(folder).liveAddress().isPresent();
    } catch (NoSuchFileException absent) {
      return false;
    } catch (IOException | MalformedException another) {
      return true;
    }
  }

  private static Optional<String> address(ApiFolder files, String anew) throws IOException, CommandFailure {
    try {
      return files.liveAddress();
    } catch (MalformedException damaged) {
      throw new CommandFailure(ExitStatus.FAILURE, "cannot read the API's address: " + damaged.getMessage(),
          "removing api-address" + anew);
    }
  }

  /** An orderly stop removes the address, and a killed node's counts no more: so this is not only one that has never run. */
  private static CommandFailure notRunning(Path folder) {
    return setUp(folder)
        ? new CommandFailure(ExitStatus.UNREACHABLE,
            "no node runs in " + folder, "sheratan run --data-dir " + folder)
        : new CommandFailure(ExitStatus.UNREACHABLE, "no node is set up in " + folder,
            "sheratan init --data-dir " + folder);
  }

  /** Such as {@code http://127.0.0.1:8081}. */
  public String address() {
    return address;
  }

  public Json.Obj get(String path, Duration patience) throws CommandFailure {
    return call(new Request("GET", path, Optional.empty(), Optional.empty(), patience));
  }

  public Json.Obj delete(String path, Duration patience) throws CommandFailure {
    return call(new Request("DELETE", path, Optional.empty(), Optional.empty(), patience));
  }

  public Json.Obj post(String path, Json.Obj body, Duration patience) throws CommandFailure {
    return call(new Request("POST", path, Optional.of(body), Optional.empty(), patience));
  }

  /**
   * Submits a job or a message under an idempotency key. When the answer does not come, it may be there all the same:
   * the failure then names the key, by which the same request again cannot make a second one.
   *
   * @param path such as {@code /api/v1/jobs}
   * @param key empty for one that is used for nothing else
   */
  public Json.Obj submit(String path, Json.Obj body, Optional<String> key, Duration patience)
      throws CommandFailure {
    Optional<String> named = key
        .or(() -> Optional.of("cli-" + new SystemRandomness().next(KEY_BYTES).toHex()));
    return call(new Request("POST", path, Optional.of(body), named, patience));
  }

  private record Request(String method, String path, Optional<Json.Obj> body, Optional<String> key,
      Duration patience) {
    /** Whether it does no harm twice. */
    boolean repeatable() {
      return method.equals("GET") || key.isPresent();
    }

    /** The next step when nobody knows whether the request was taken. */
    String orAgain(String otherwise) {
      return key
          .map(name -> "the same command with --idempotency-key " + name + ", which makes no second one")
          .orElse(otherwise);
    }
  }

  private Json.Obj call(Request request) throws CommandFailure {
    try {
      return TimedCall.within(request.patience(), () -> withSecondTry(request));
    } catch (ConnectException refused) {
      throw silent;
    } catch (SSLException untrusted) {
      throw untrusted(untrusted);
    } catch (SocketTimeoutException late) {
      throw new CommandFailure(ExitStatus.TIMEOUT, "no answer from " + address + " in time",
          request.orAgain("the same command with a longer --timeout"));
    } catch (IOException broken) {
      throw new CommandFailure(ExitStatus.UNREACHABLE,
          "lost the node at " + address + ": " + broken.getMessage(), request.orAgain("sheratan status"));
    } catch (MalformedException odd) {
      throw new CommandFailure(ExitStatus.FAILURE,
          "what answers at " + address + " is not a node: " + odd.getMessage(),
          "");
    }
  }

  private CommandFailure untrusted(SSLException failed) {
    Throwable cause = failed;
    while (cause != null && !(cause instanceof PinnedTrust.OtherCertificate)) {
      cause = cause.getCause();
    }
    return cause == null
        ? new CommandFailure(ExitStatus.UNREACHABLE, "no TLS with " + address + ": " + failed.getMessage(),
            "")
        : new CommandFailure(ExitStatus.AUTH, address + " is another node: " + cause.getMessage(),
            "comparing it with what the node's own console says to: net");
  }

  /** A node under load may close a connection before it has read the request. */
  private Json.Obj withSecondTry(Request request) throws IOException, CommandFailure {
    try {
      return once(request);
    } catch (ConnectException | SocketTimeoutException | SSLException notLost) {
      throw notLost;
    } catch (IOException lost) {
      if (!request.repeatable()) {
        throw lost;
      }
    }
    try {
      return once(request);
    } catch (ConnectException stopped) {
      throw new IOException("it has stopped", stopped);
    }
  }

  private Json.Obj once(Request request) throws IOException, CommandFailure {
    HttpURLConnection call = (HttpURLConnection) URI.create(address + request.path()).toURL()
        .openConnection(Proxy.NO_PROXY);
    if (call instanceof HttpsURLConnection sealed && pinned.isPresent()) {
      sealed.setSSLSocketFactory(pinned.get());
      // Whoever has the key for the pinned certificate is the node, by whatever name it was found.
      sealed.setHostnameVerifier((name, session) -> true);
    }
    call.setRequestMethod(request.method());
    call.setConnectTimeout(CONNECT_MS);
    call.setInstanceFollowRedirects(false);
    call.setRequestProperty("Authorization", "Bearer " + token.secret());
    request.key().ifPresent(key -> call.setRequestProperty("Idempotency-Key", key));
    if (request.body().isPresent()) {
      send(call, CanonicalJson.bytes(request.body().get()));
    }
    int status = call.getResponseCode();
    Json.Obj answer = answer(status < 400 ? call.getInputStream() : call.getErrorStream());
    if (status >= 400) {
      throw failure(status, answer, request);
    }
    return answer;
  }

  private static void send(HttpURLConnection call, Bytes body) throws IOException {
    call.setDoOutput(true);
    call.setRequestProperty("Content-Type", "application/json");
    // Of known length, so that it is neither chunked nor silently sent twice.
    call.setFixedLengthStreamingMode(body.length());
    call.getOutputStream().write(body.toArray());
  }

  private static Json.Obj answer(InputStream stream) throws IOException {
    if (stream == null) {
      return Json.Obj.EMPTY;
    }
    try (stream) {
      return JsonReader.readObject(Bytes.copyOf(stream.readNBytes(MAX_ANSWER_BYTES + 1)), LIMITS);
    }
  }

  private static CommandFailure failure(int status, Json.Obj problem, Request request) {
    View view = new View(problem);
    String type = view.text("type");
    ExitStatus exit = exit(status, type.substring(type.lastIndexOf(':') + 1));
    String told = said(view, status);
    String fix = status == 504 && told.isEmpty() ? request.orAgain("") : told;
    return new CommandFailure(exit, view.textOr("detail", "the API answered " + status), fix,
        view.text("field"));
  }

  /** What suits every caller says nothing to one who types commands, and is as good as nothing. */
  private static String said(View problem, int status) {
    Optional<String> field = Optional.of(problem.text("field")).filter(name -> !name.isEmpty());
    return problem.text("fix").equals(Remedy.of(status, field)) ? "" : problem.text("fix");
  }

  /** The one table from the API's problems to exit statuses; docs/api.md repeats it for people. */
  public static ExitStatus exit(int status, String problem) {
    return switch (problem) {
      case "duty-cycle", "region" -> ExitStatus.AIRTIME;
      case "gate-violation" -> ExitStatus.FAILURE;
      case "too-many-wrong-tokens" -> ExitStatus.AUTH;
      case "stopping" -> ExitStatus.UNREACHABLE;
      default -> switch (status) {
        case 400, 413, 414, 415, 431 -> ExitStatus.USAGE;
        case 401, 403, 421 -> ExitStatus.AUTH;
        case 404, 422 -> ExitStatus.NOT_FOUND;
        case 409 -> ExitStatus.CONFLICT;
        case 408, 504 -> ExitStatus.TIMEOUT;
        case 507 -> ExitStatus.DEGRADED;
        default -> ExitStatus.FAILURE;
      };
    };
  }
}
