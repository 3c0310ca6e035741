package org.sheratan.core.lcp;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a chain knows: what the next job, or a person, may build on.
 *
 * @param fileList what the latest listing found, {@link LcpLimits#MAX_FILES} at most
 * @param fileBlobs contents that were read, by path, cut to the limits of a context
 * @param cut whether anything was left out
 */
public record ChainContext(Chain chain, List<String> fileList, SortedMap<String, String> fileBlobs,
    boolean cut) {
  public ChainContext {
    fileList = List.copyOf(fileList);
    fileBlobs = new TreeMap<>(fileBlobs);
  }
}
