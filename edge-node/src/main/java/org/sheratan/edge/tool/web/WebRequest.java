package org.sheratan.edge.tool.web;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

import org.sheratan.kernel.Bytes;

/**
 * @param fields header fields beside those every request has
 * @param body sent with its length unless empty
 */
public record WebRequest(String method, WebAddress to, SortedMap<String, String> fields, Bytes body) {
  byte[] head() {
    StringBuilder head = new StringBuilder(method + " " + to.target() + " HTTP/1.1\r\nHost: " + to.authority()
        + "\r\nConnection: close\r\nAccept-Encoding: identity\r\nUser-Agent: sheratan-edge\r\n");
    fields.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body.length() > 0) {
      head.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
