package org.sheratan.edge.http.door;

import java.io.IOException;

import fi.iki.elonen.NanoHTTPD;

/**
 * Bodies are bounded and stay in memory ({@link GuardedInput#readBody}), so that nothing a client sends reaches a
 * shared temp folder (CVE-2022-21230).
 */
public final class NoTempFiles implements NanoHTTPD.TempFileManager {
  @Override
  public NanoHTTPD.TempFile createTempFile(String hint) throws IOException {
    throw new IOException("request bodies are not written to files");
  }

  @Override
  public void clear() {
    // There is never one to clear.
  }
}
