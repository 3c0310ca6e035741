package org.sheratan.edge.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.edge.access.AccessToken;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.tls.CertificateFingerprint;
import org.sheratan.edge.tls.PinnedTrust;
import org.sheratan.kernel.MalformedException;

/**
 * A node of another machine, which no data folder leads to. It is known by the fingerprint of its certificate, and by nothing
 * else; without TLS only an address of this machine is taken, such as the end of a tunnel.
 *
 * @param certificate its fingerprint, as a person typed it
 */
public record RemoteNode(String address, Optional<String> certificate, Optional<Path> tokenFile) {
  private static final Pattern ADDRESS = Pattern
      .compile("(https?)://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+\\]):[0-9]{1,5}/?");

  public Api api() throws CommandFailure {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw usage("--api: expected an address such as https://alpha.local:8443", "");
    }
    String plain = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    CommandFailure silent = new CommandFailure(ExitStatus.UNREACHABLE, "nothing answers at " + plain,
        "on that machine: sheratan status");
    if (parts.group(1).equals("https")) {
      return new Api(plain, token(), Optional.of(PinnedTrust.context(pinned()).getSocketFactory()), silent);
    }
    if (!parts.group(2).matches("127\\.0\\.0\\.1|localhost|\\[::1\\]")) {
      throw usage("--api: without TLS everybody on the way could read the token", "https://");
    }
    return new Api(plain, token(), Optional.empty(), silent);
  }

  private CertificateFingerprint pinned() throws CommandFailure {
    if (certificate.isEmpty()) {
      throw usage("an address with https:// needs --certificate, the fingerprint to know the node by",
          "on that machine: sheratan status, or net at its console");
    }
    try {
      return CertificateFingerprint.parse(certificate.get());
    } catch (MalformedException broken) {
      throw usage("--certificate: " + broken.reason(), "");
    }
  }

  private AccessToken token() throws CommandFailure {
    if (tokenFile.isEmpty()) {
      throw usage("--api needs a --token-file: a copy of api-token from that node's data folder", "");
    }
    return TokenFile.read(tokenFile.get());
  }

  private static CommandFailure usage(String why, String fix) {
    return new CommandFailure(ExitStatus.USAGE, why, fix);
  }
}
