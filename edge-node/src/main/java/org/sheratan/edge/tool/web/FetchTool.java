package org.sheratan.edge.tool.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.local.Alarm;
import org.sheratan.core.tool.local.Run;
import org.sheratan.core.tool.local.TextCut;
import org.sheratan.core.tool.local.Tool;
import org.sheratan.core.tool.local.ToolFailure;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * http_fetch: {@code {ok, action, url, status, content_type, bytes, content}}, text cut as read_file cuts it. Redirects are followed
 * up to five times, each to be allowed as the first was. Any final status is a result: that a page is not there is an answer.
 */
public final class FetchTool implements Tool {
  private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);

  private final HostRules rules;
  private final WebLimits limits;
  private final Resolver resolver;
  private final Alarm alarm;

  /** @param hosts that may be fetched from, as {@link HostRules} reads them */
  public FetchTool(List<String> hosts, WebLimits limits, Resolver resolver, Alarm alarm) {
    this.rules = new HostRules(hosts);
    this.limits = limits;
    this.resolver = resolver;
    this.alarm = alarm;
  }

  @Override
  public Done run(Json.Obj params, Run run) throws ToolFailure {
    WebAddress to = WebAddress.parse("params.url", ((Json.Text) params.get("url")).value());
    boolean full = ((Json.Bool) params.get("full_content")).value();
    try (WebCall call = new WebCall(run, limits, resolver, alarm)) {
      for (int hop = 0; hop <= WebLimits.MAX_REDIRECTS; hop++) {
        WebAddress here = to;
        rules.checkName(here);
        WebCall.Answer answer = call.ask(new WebRequest("GET", here, new TreeMap<>(), Bytes.EMPTY),
            address -> rules.checkAddress(here, address));
        if (!REDIRECTS.contains(answer.status()) || answer.location().isEmpty()) {
          return done(call, here, answer, full);
        }
        to = redirected(here, answer.location().get());
      }
    }
    throw ToolFailure.everywhere(FailureCode.BAD_ANSWER,
        "redirected more than " + WebLimits.MAX_REDIRECTS + " times");
  }

  private static WebAddress redirected(WebAddress from, String location) throws ToolFailure {
    try {
      WebAddress to = from.redirected(location);
      if (from.secure() && !to.secure()) {
        throw ToolFailure.everywhere(FailureCode.DENIED, "redirected from https to http");
      }
      return to;
    } catch (MalformedException nowhere) {
      throw ToolFailure.everywhere(FailureCode.BAD_ANSWER, "redirected to what is no URL");
    }
  }

  private static Done done(WebCall call, WebAddress from, WebCall.Answer answer, boolean full)
      throws ToolFailure {
    byte[] body;
    try {
      body = answer.body().readAllBytes();
    } catch (IOException failed) {
      throw call.failure(failed, from);
    }
    Json type = answer.contentType().<Json>map(FetchTool::shown).orElse(new Json.Null());
    Json.Obj result = Tool.result("http_fetch").with("url", from.text()).with("status", answer.status())
        .with("content_type", type).with("bytes", body.length);
    return new Done(TextCut.into(result, decoded(body, answer, from), full), body.length);
  }

  /** Bytes above ASCII have no meaning in a field (RFC 9110, 5.5). */
  private static Json.Text shown(String field) {
    return new Json.Text(field.substring(0, Math.min(field.length(), 128)).replaceAll("[^ -~]", "?"));
  }

  private static String decoded(byte[] body, WebCall.Answer answer, WebAddress from) throws ToolFailure {
    String type = answer.contentType().orElse("").toLowerCase(Locale.ROOT);
    if (type.matches(".*charset=\"?(iso-8859-1|latin1|windows-1252).*")) {
      return new String(body, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notText) {
      throw ToolFailure.everywhere(FailureCode.NOT_TEXT, "what " + from.host() + " sends is no UTF-8 text");
    }
  }
}
