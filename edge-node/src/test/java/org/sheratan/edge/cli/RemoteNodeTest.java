package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.TlsSettings;
import org.sheratan.edge.tls.NodeCertificate;
import org.sheratan.kernel.Bytes;

/** Commands for a node of another machine. */
class RemoteNodeTest {
  private static final NodeCertificate OWN = NodeCertificate.make(List.of("alpha.local"), Bytes.hex("01"));
  private static final NodeCertificate OTHER = NodeCertificate.make(List.of("alpha.local"), Bytes.hex("02"));

  @TempDir
  private Path folder;
  @AutoClose
  private final RunningApi api = new RunningApi(new FakeNode(),
      HttpSettings.loopback(0).withTls(new TlsSettings(OWN.serverContext(), 30_000)));
  private String token;

  RemoteNodeTest() throws IOException {}

  @BeforeEach
  void copyTheToken() throws IOException {
    token = Files.writeString(folder.resolve("its-token"), RunningApi.TOKEN.secret() + "\n").toString();
  }

  private String address() {
    return "https://localhost:" + api.port();
  }

  private CliRun status(NodeCertificate expected) {
    return CliRun.of("status", "--api", address(), "--certificate", expected.fingerprint().text(),
        "--token-file", token);
  }

  @Test
  void shouldSpeakWithTheNodeThatHasTheKey() {
    CliRun run = status(OWN);
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("node-a1"));
  }

  @Test
  void shouldSpeakWithNobodyElseAndSayBothFingerprints() {
    CliRun run = status(OTHER);
    assertEquals(5, run.exit());
    assertTrue(run.err().contains(OWN.fingerprint().text()), run.err());
    assertTrue(run.err().contains(OTHER.fingerprint().text()), run.err());
  }

  @Test
  void shouldTakeAllThreeFromTheEnvironmentUnlessAFolderWasNamed() {
    TreeMap<String, String> environment = new TreeMap<>(Map.of("SHERATAN_API", address(),
        "SHERATAN_CERTIFICATE", OWN.fingerprint().text(), "SHERATAN_TOKEN_FILE", token));
    assertEquals(0, CliRun.with("", true, environment, "status").exit());
    assertEquals(3, CliRun.with("", true, environment, "status", "--data-dir", folder.toString()).exit());
  }

  @Test
  void shouldTrustNothingWithoutAFingerprint() {
    CliRun run = CliRun.of("status", "--api", address(), "--token-file", token);
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("--certificate"), run.err());
    assertEquals(2,
        CliRun.of("status", "--api", address(), "--certificate", "AB:CD", "--token-file", token).exit());
  }

  @Test
  void shouldSendNoTokenInTheOpen() {
    for (String address : List.of("http://alpha.local:8081", "http://192.0.2.1:8081", "alpha.local",
        "ftp://alpha.local:1", "https://alpha.local:8443/path")) {
      assertEquals(2,
          CliRun.of("status", "--api", address, "--certificate", OWN.fingerprint().text(), "--token-file",
              token).exit(),
          address);
    }
  }

  @Test
  void shouldTakeTheEndOfATunnel() throws IOException {
    try (RunningApi plain = new RunningApi(new FakeNode())) {
      assertEquals(0, CliRun
          .of("status", "--api", "http://127.0.0.1:" + plain.port() + "/", "--token-file", token).exit());
      CliRun spoken = CliRun.of("status", "--api", "https://localhost:" + plain.port(), "--certificate",
          OWN.fingerprint().text(), "--token-file", token);
      assertEquals(3, spoken.exit());
      assertTrue(spoken.err().contains("no TLS with"), spoken.err());
    }
  }

  @Test
  void shouldSayWhereTheTokenIsFrom() throws IOException {
    CliRun none = CliRun.of("status", "--api", address(), "--certificate", OWN.fingerprint().text());
    assertEquals(2, none.exit());
    assertTrue(none.err().contains("api-token"), none.err());
    Files.writeString(Path.of(token), "s p a c e s");
    CliRun broken = status(OWN);
    assertEquals(5, broken.exit());
    assertFalse(broken.err().contains("s p a c e s"));
  }

  @Test
  void shouldExitThreeWhenNothingListens() {
    api.close();
    CliRun run = status(OWN);
    assertEquals(3, run.exit());
    assertTrue(run.err().contains("nothing answers at " + address()), run.err());
  }

  @Test
  void shouldNotChangeAConfigurationOfThisMachineInstead() {
    CliRun run = CliRun.of("region", "set", "EU868", "--api", address(), "--certificate",
        OWN.fingerprint().text(), "--token-file", token);
    assertEquals(4, run.exit(), run.out() + run.err());
    assertTrue(run.err().contains("[radio] board"), run.err());
  }
}
