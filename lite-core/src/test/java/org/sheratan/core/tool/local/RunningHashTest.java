package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class RunningHashTest {
  private static final byte[] CONTENT = content(300);

  private static byte[] content(int length) {
    SeededEntropy entropy = new SeededEntropy(4);
    byte[] content = new byte[length];
    for (int index = 0; index < length; index++) {
      content[index] = (byte) entropy.nextLong();
    }
    return content;
  }

  private static Bytes jdk(byte[] content, int length) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(content, 0, length);
    return Bytes.copyOf(digest.digest());
  }

  private static RunningHash restored(RunningHash hash) {
    ByteWriter out = new ByteWriter();
    hash.save(out);
    ByteReader in = new ByteReader(out.toBytes());
    RunningHash restored = RunningHash.restore(in);
    in.end("hash");
    return restored;
  }

  /** FIPS 180-4's examples, as NIST publishes them. */
  @Test
  void shouldHashTheExamplesOfTheStandard() {
    RunningHash abc = new RunningHash();
    abc.update(Bytes.utf8("abc"));
    assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", abc.digest().toHex());
    RunningHash two = new RunningHash();
    two.update(Bytes.utf8("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"));
    assertEquals("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", two.digest().toHex());
  }

  @Test
  void shouldHashEveryLengthAsTheJdkDoes() throws GeneralSecurityException {
    for (int length = 0; length <= CONTENT.length; length++) {
      RunningHash hash = new RunningHash();
      hash.update(CONTENT, length);
      assertEquals(jdk(CONTENT, length), hash.digest(), "length " + length);
    }
  }

  @Test
  void shouldGoOnFromWhereItWasWrittenDown() throws GeneralSecurityException {
    for (int cut = 0; cut <= CONTENT.length; cut++) {
      RunningHash first = new RunningHash();
      first.update(CONTENT, cut);
      RunningHash second = restored(first);
      assertEquals(cut, second.count());
      second.update(Bytes.copyOf(CONTENT, cut, CONTENT.length));
      assertEquals(jdk(CONTENT, CONTENT.length), second.digest(), "cut at " + cut);
      first.copy().digest();
      assertEquals(jdk(CONTENT, cut), first.digest(), "a copy goes its own way");
    }
  }

  @Test
  void shouldRefuseWhatEndsTooEarly() {
    RunningHash hash = new RunningHash();
    hash.update(CONTENT, 100);
    ByteWriter out = new ByteWriter();
    hash.save(out);
    Bytes whole = out.toBytes();
    for (int length = 0; length < whole.length(); length++) {
      ByteReader cut = new ByteReader(whole.slice(0, length));
      assertThrows(MalformedException.class, () -> RunningHash.restore(cut));
    }
  }
}
