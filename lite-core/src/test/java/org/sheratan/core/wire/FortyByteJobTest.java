package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

class FortyByteJobTest {
  private static final NodeId OWNER = WireFixtures.OWNER.id();
  private static final NodeId WORKER = WireFixtures.WORKER.id();

  @Test
  void shouldTakeFortyBytesEachWay() {
    Bytes job = WireCodec.encode(FortyByteJob.job(OWNER), OWNER, WORKER);
    Bytes result = WireCodec.encode(FortyByteJob.result(OWNER), WORKER, OWNER);
    assertEquals(FortyByteJob.BYTES, job.length());
    assertEquals(FortyByteJob.BYTES, result.length());
  }

  @Test
  void shouldBeARealJobAndResult() {
    WireMessage job = FortyByteJob.job(OWNER);
    WireMessage result = FortyByteJob.result(OWNER);
    assertEquals(job, WireCodec.decode(WireCodec.encode(job, OWNER, WORKER), OWNER, WORKER));
    assertEquals(result, WireCodec.decode(WireCodec.encode(result, WORKER, OWNER), WORKER, OWNER));
  }
}
