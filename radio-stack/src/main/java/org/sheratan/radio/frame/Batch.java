package org.sheratan.radio.frame;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/**
 * Several frames in one transmission, in clear: each is what it would be alone. A link packs and unpacks them; nobody
 * above sees a batch.
 *
 * <pre>
 * 0  1  head: BATCH, highest priority of the frames, number of frames − 2 (3 bits)
 * 1  …  for every frame but the last: length 1, frame
 * …  …  the last frame, up to the end
 * </pre>
 *
 * @param frames 2 to 9, none of them a batch
 */
public record Batch(List<Bytes> frames) {
  public static final int MAX_FRAMES = 9;
  private static final int MIN_FRAMES = 2;
  private static final int MAX_FRAME_BYTES = 255;

  public Batch {
    frames = List.copyOf(frames);
    Check.that(frames.size() >= MIN_FRAMES && frames.size() <= MAX_FRAMES, "a batch has 2 to 9 frames");
  }

  /** Length of a batch of so many frames with so many bytes altogether. */
  public static int lengthBytes(int frameCount, int frameBytes) {
    return frameCount + frameBytes;
  }

  public Bytes encode() {
    Priority priority = Priority.BULK;
    ByteWriter body = new ByteWriter(MAX_FRAME_BYTES);
    for (int index = 0; index < frames.size(); index++) {
      Bytes frame = frames.get(index);
      Priority own = FrameHead.peek(frame).priority();
      priority = own.code() > priority.code() ? own : priority;
      if (index < frames.size() - 1) {
        body.u8(frame.length());
      }
      body.bytes(frame);
    }
    int head = new FrameHead(FrameType.BATCH, priority, frames.size() - MIN_FRAMES).encode();
    return new ByteWriter(1 + body.length()).u8(head).bytes(body.toBytes()).toBytes();
  }

  /** @throws MalformedException unless it is just what {@link #encode} makes */
  public static Batch decode(Bytes batch) {
    ByteReader reader = new ByteReader(batch);
    FrameHead head = FrameHead.decode(reader.u8("head"));
    if (head.type() != FrameType.BATCH) {
      throw new MalformedException("head", 0, "not a batch's");
    }
    List<Bytes> frames = new ArrayList<>();
    int highest = 0;
    for (int left = head.hopLimit() + 1; left >= 0; left--) {
      int lengthBytes = left == 0 ? reader.remaining() : reader.u8("frame length");
      int at = reader.offset();
      Bytes frame = reader.bytes("frame", lengthBytes);
      FrameHead own = lengthBytes == 0 ? null : FrameHead.peek(frame);
      if (own == null || own.type() == FrameType.BATCH) {
        throw new MalformedException("frame", at, own == null ? "empty" : "a batch in a batch");
      }
      highest = Math.max(highest, own.priority().code());
      frames.add(frame);
    }
    if (highest != head.priority().code()) {
      throw new MalformedException("head", 0, "another priority than its frames'");
    }
    return new Batch(frames);
  }
}
