package org.sheratan.radio.mesh.engine;

import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;

/**
 * Sees every hop frame of some nodes and finds the key it was sealed under, by docs/protocol.md and the nodes' own
 * disks: a counter used twice under one key for other bytes is a nonce used twice.
 */
final class NonceWatch {
  private static final Bytes LABEL = Bytes.utf8("sheratan/frame/authenticate/1");
  private static final int HEADER_BYTES = 6;
  private static final int TAG_BYTES = 8;
  private static final int KEY_BYTES = 32;

  private final Map<String, Bytes> frameByNonce = new TreeMap<>();
  private final Map<String, Bytes> sendKeys = new TreeMap<>();
  private int recognized;

  void watch(TestNode node) {
    node.watcher = out -> look(node, out.frame());
  }

  /** Frames whose key was found. */
  int recognized() {
    return recognized;
  }

  private void look(TestNode node, Bytes frame) {
    FrameType type = FrameHead.peek(frame).type();
    if (type == FrameType.ANNOUNCE || type == FrameType.HANDSHAKE) {
      return;
    }
    node.durable.under("secure/session/")
        .forEach((name, value) -> sendKeys.put(value.toHex(), value.slice(1, 1 + KEY_BYTES)));
    for (Bytes key : sendKeys.values()) {
      if (sealedUnder(key, frame)) {
        recognized++;
        Bytes before = frameByNonce.putIfAbsent(key.toHex() + frame.slice(4, HEADER_BYTES).toHex(), frame);
        if (before != null && !before.equals(frame)) {
          throw new AssertionError(
              node.name + " used a nonce twice: " + before.toHex() + " and " + frame.toHex());
        }
      }
    }
  }

  private static boolean sealedUnder(Bytes directionKey, Bytes frame) {
    int sealedTo = frame.length() - TAG_BYTES;
    Bytes authenticated = Bytes.hex("01").concat(frame.slice(0, HEADER_BYTES))
        .concat(frame.slice(HEADER_BYTES, sealedTo));
    Bytes tag = hmac(hmac(directionKey, LABEL), authenticated).slice(0, TAG_BYTES);
    return tag.equals(frame.slice(sealedTo, frame.length()));
  }

  private static Bytes hmac(Bytes key, Bytes content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.toArray(), "HmacSHA256"));
      return Bytes.copyOf(mac.doFinal(content.toArray()));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
