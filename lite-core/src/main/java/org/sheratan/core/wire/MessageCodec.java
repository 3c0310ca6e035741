package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** The body of one kind of message, behind kind byte and job id. */
interface MessageCodec<M extends WireMessage> {
  void encode(M message, Head head, ByteWriter out);

  /** Reads up to the end of {@code in}. */
  M decode(Head head, ByteReader in);
}
