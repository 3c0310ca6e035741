package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Optional;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.kernel.Bytes;

class HostCallsTest {
  private static final String PATH = "/api/hosts/heartbeat";
  /** Made with Python's cryptography and json.dumps; the seed is 32 times 7. */
  static final String FROM_PYTHON = """
      {"host_id": "Büro-1", "status": "online", "timestamp": 1763786400.25,
      "public_key": "ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c",
      "attestation": {"build_id": "b1", "capability_hash": "c1"},
      "signature": "5ea1d25a0261e8dfd76538509ddc9f4c9b9cdd1571e0f87aa112e846941a8b512858a6eed68e51dbe5e2337e55fc5391353233c2d256c8ba8655e51661edfe08"}""";

  @AutoClose
  private final OriginalApi api = new OriginalApi(new FakeNode());

  @Test
  void shouldTakeWhatAHostOfTheOriginalSigned() {
    assertEquals("{\"attestation_status\":\"OK\",\"ok\":true}\n", api.post(PATH, FROM_PYTHON).text());
    assertEquals("{\"attestation_status\":\"SPOOF_SUSPECT\",\"ok\":false}\n",
        api.post(PATH, FROM_PYTHON.replace("b1", "b2")).text());
  }

  /** What the disk refused once counted as written, so that a key pinned meanwhile was anybody's after the next start. */
  @Test
  void shouldWriteAPinOnceTheDiskTakesItAgain(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("later/hosts.json");
    try (OriginalApi full = new OriginalApi(new FakeNode(), Optional.empty(), file)) {
      assertEquals(507, full.post(PATH, FROM_PYTHON).status());
      assertEquals(507, full.post(PATH, FROM_PYTHON).status(), "it is not pinned yet");
      assertEquals(200, full.post(PATH, "{\"host_id\":\"keyless\"}").status());
      assertEquals(507, full.post("/api/admin/policies/clear", "{\"host_id\":\"keyless\"}").status());
      Files.createDirectory(file.getParent());
      assertEquals(200, full.post(PATH, FROM_PYTHON).status());
    }
    try (OriginalApi again = new OriginalApi(new FakeNode(), Optional.empty(), file)) {
      assertEquals("{\"attestation_status\":\"SPOOF_SUSPECT\",\"ok\":false}\n",
          again.post(PATH, "{\"host_id\":\"Büro-1\",\"attestation\":{\"build_id\":\"b1\"}}").text());
    }
  }

  @Test
  void shouldEscapeAsPythonDoes() {
    Json.Obj said = JsonReader
        .readObject(Bytes.utf8("{\"signature\":\"x\",\"b\":\"ü\\u007f\\n\\\"😀\",\"a\":1.50}"));
    assertEquals("{\"a\":1.5,\"b\":\"\\u00fc\\u007f\\n\\\"\\ud83d\\ude00\"}", HeartbeatSeal.signedText(said));
  }

  @Test
  void shouldSignOffDriftAndClearIt() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertTrue(api.post(PATH, signed(pair, "1")).text().contains("\"OK\""));
    assertTrue(api.post(PATH, signed(pair, "2")).text().contains("\"DRIFT\""));
    assertEquals(
        "[{\"id\":\"häuschen\",\"policy_hits\":0,\"policy_reason\":\"DRIFT\",\"policy_state\":\"WARN\","
            + "\"policy_until_utc\":null,\"remaining_s\":0}]\n",
        api.get("/api/admin/policies").text());
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertFalse(api.post(PATH, signed(other, "1")).text().contains("true"));
    assertEquals(404, api.post("/api/admin/policies/clear", "{\"host_id\":\"x\"}").status());
    assertEquals("{\"message\":\"Policy cleared for häuschen\",\"ok\":true}\n",
        api.post("/api/admin/policies/clear", "{\"host_id\":\"häuschen\"}").text());
    assertEquals("[]\n", api.get("/api/admin/policies").text());
    assertTrue(api.post(PATH, signed(other, "1")).text().contains("\"OK\""));
  }

  private static String signed(KeyPair pair, String build) throws GeneralSecurityException {
    byte[] encoded = pair.getPublic().getEncoded();
    Json.Obj heartbeat = Json.Obj.EMPTY.with("host_id", "häuschen").with("status", "online")
        .with("timestamp", "2026-01-01T00:00:00Z")
        .with("public_key", Bytes.copyOf(encoded).slice(encoded.length - 32, encoded.length).toHex())
        .with("attestation", Json.Obj.EMPTY.with("build_id", build).with("capability_hash", "c"));
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(HeartbeatSeal.signedText(heartbeat).getBytes(StandardCharsets.US_ASCII));
    return CanonicalJson.text(heartbeat.with("signature", Bytes.copyOf(signer.sign()).toHex()));
  }

  @Test
  void shouldNameWhatIsWrong() {
    for (String[] each : new String[][]{{"host_id", "{}"}, {"host_id", "{\"host_id\":1}"},
        {"host_id", "{\"host_id\":\"" + "x".repeat(129) + "\"}"},
        {"public_key", "{\"host_id\":\"a\",\"public_key\":\"zz\"}"},
        {"signature", "{\"host_id\":\"a\",\"signature\":[]}"},
        {"attestation", "{\"host_id\":\"a\",\"attestation\":1}"},
        {"attestation\",\"build_id", "{\"host_id\":\"a\",\"attestation\":{\"build_id\":{}}}"}}) {
      OriginalClient.Reply refused = api.post(PATH, each[1]);
      assertEquals(422, refused.status(), each[1]);
      assertTrue(refused.text().startsWith("{\"detail\":[{\"loc\":[\"body\",\"" + each[0] + "\"]"),
          refused.text());
    }
    String half = "{\"host_id\":\"a\",\"public_key\":\"" + "0".repeat(64) + "\"}";
    assertEquals("{\"attestation_status\":\"SPOOF_SUSPECT\",\"ok\":false}\n", api.post(PATH, half).text());
    assertEquals("[]\n", api.get("/api/admin/policies").text());
    assertEquals(422, api.post("/api/admin/policies/clear", "{\"host\":\"a\"}").status());
  }
}
