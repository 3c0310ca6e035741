package org.sheratan.core.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.eclipsesource.json.JsonParser;
import com.eclipsesource.json.ParseException;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * Reads JSON from outside (RFC 8259, I-JSON's strictness of RFC 7493): bounded, no duplicate names, no lone
 * surrogates, no number beyond a double's range. Every failure names the path and the byte where it broke.
 */
public final class JsonReader {
  private static final String VALUE = "expected a value: a text in double quotes, a number, true, false, null, [ or {";

  private JsonReader() {}

  /** @throws MalformedException when {@code document} is no JSON text within {@link JsonLimits#STANDARD} */
  public static Json read(Bytes document) {
    return read(document, JsonLimits.STANDARD);
  }

  public static Json read(Bytes document, JsonLimits limits) {
    if (document.length() > limits.maxBytes()) {
      throw new MalformedException("document", limits.maxBytes(),
          document.length() + " bytes exceed " + limits.maxBytes());
    }
    String text = decode(document);
    ValueBuilder builder = new ValueBuilder(limits, text);
    try {
      new JsonParser(builder).parse(text);
    } catch (ParseException broken) {
      throw builder.malformed(broken.getLocation().offset,
          plain(broken.getMessage().replaceFirst(" at \\d+:\\d+$", "")));
    }
    return builder.result();
  }

  /** As {@link #read(Bytes)}, when only an object will do. */
  public static Json.Obj readObject(Bytes document) {
    return readObject(document, JsonLimits.STANDARD);
  }

  public static Json.Obj readObject(Bytes document, JsonLimits limits) {
    if (read(document, limits) instanceof Json.Obj object) {
      return object;
    }
    throw new MalformedException("document", 0, "expected an object");
  }

  /** The parser's word for what it met, for people who typed it. */
  private static String plain(String parser) {
    return switch (parser) {
      case "Unexpected end of input" -> "ends too early";
      case "Unexpected character" -> "nothing may follow the value";
      case "Expected name" -> "expected a name in double quotes";
      case "Expected digit" -> "expected a digit";
      // Of the words for values it looks for one letter after the other.
      case String word when word.equals("Expected value") || word.matches("Expected '[a-z]'") -> VALUE;
      default -> parser.toLowerCase(Locale.ROOT);
    };
  }

  private static String decode(Bytes document) {
    ByteBuffer source = ByteBuffer.wrap(document.toArray());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(source).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedException("document", source.position(), "not UTF-8");
    }
  }
}
