package org.sheratan.house;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.api.Test;

/** No dead code: every type is named by another source, every method by somebody, or something outside starts it. */
class UsedTest {
  private static final String TEXT = "\"(?:\\\\.|[^\"\\\\\n])*+\"";
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
  /** Its annotations, if any, and its name; not a call behind such a word. */
  private static final Pattern METHOD = Pattern.compile("(?m)^ {2,4}((?:@\\w+(?:\\([^)\n]*\\))?\\s+)*)"
      + "(?:(?:public|protected|private|static|final|default|abstract|synchronized) +)*+(?:<[^\n]+?> +)?"
      + "(?!return |new |else |throw |yield |case )[\\w.]+(?:<[^\n(]*>)?(?:\\[])? +([a-z]\\w*)\\(");
  /** The program, a service in META-INF/services, and the benchmarks' entry. */
  private static final List<String> STARTED_FROM_OUTSIDE = List.of("Sheratan", "KeyValueWriter", "Bench");

  /** Rooms with fakes and figures that tests and benchmarks look at, or with what a byte table is checked against. */
  private static final List<String> FOR_MEASURING = List.of("core.sim", "core.store", "core.wire");

  @Test
  void shouldUseEveryType() {
    List<Sources.Source> sources = Sources.main().stream().filter(source -> !source.isPackageInfo()).toList();
    Offenders.assertLookedAt(sources);
    Map<String, Integer> sourcesByWord = new TreeMap<>();
    for (Sources.Source source : sources) {
      TreeSet<String> words = new TreeSet<>();
      WORD.matcher(code(source)).results().forEach(match -> words.add(match.group()));
      words.forEach(word -> sourcesByWord.merge(word, 1, Integer::sum));
    }
    Offenders offenders = new Offenders("every type is used by another source");
    for (Sources.Source source : sources) {
      if (sourcesByWord.getOrDefault(source.simpleName(), 0) < 2
          && !STARTED_FROM_OUTSIDE.contains(source.simpleName())) {
        offenders.add(source.name() + ":1", source.simpleName());
      }
    }
    offenders.assertNone();
  }

  /** What others call by its annotation or overrides apart. A method that shares its name with another is not seen. */
  @Test
  void shouldUseEveryMethod() {
    Map<String, Integer> words = new TreeMap<>();
    Sources.all().forEach(source -> WORD.matcher(code(source)).results()
        .forEach(match -> words.merge(match.group(), 1, Integer::sum)));
    Offenders offenders = new Offenders("every method is named where it is used");
    for (Sources.Source source : Sources.main()) {
      METHOD.matcher(code(source)).results().filter(match -> match.group(1).isEmpty())
          .filter(match -> words.get(match.group(2)) < 2)
          .forEach(match -> offenders.add(source.name(), match.group(2)));
    }
    offenders.assertNone();
  }

  /**
   * As the classes have it, so one that shares its name with others is seen, and tests do not count. What overrides is
   * called by way of another type; what a record has by its components, or a sealed type of its records, is its shape.
   */
  @Test
  void shouldCallEveryMethodOfTheCore() {
    Offenders offenders = new Offenders("what only tests use does not belong to the core");
    List<JavaClass> core = Classes.main().stream().filter(type -> Classes.inRoom(type, "core"))
        .filter(type -> FOR_MEASURING.stream().noneMatch(room -> Classes.inRoom(type, room))).toList();
    Offenders.assertLookedAt(core);
    for (JavaClass type : core) {
      type.getMethods().stream()
          .filter(method -> method.getAccessesToSelf().isEmpty() && method.getReferencesToSelf().isEmpty())
          .filter(method -> !shape(type, method) && !overrides(type, method))
          .forEach(method -> offenders.add(type.getName(), method.getName()));
      type.getFields().stream().filter(UsedTest::constant)
          .filter(field -> field.getAccessesToSelf().stream()
              .allMatch(access -> access.getAccessType() == JavaFieldAccess.AccessType.SET))
          .forEach(field -> offenders.add(type.getName(), field.getName()));
    }
    offenders.assertNone();
  }

  private static boolean shape(JavaClass type, JavaMethod method) {
    boolean component = type.isRecord() && type.tryGetField(method.getName()).isPresent();
    boolean ofEnum = type.isEnum() && List.of("values", "valueOf").contains(method.getName());
    return component || ofEnum || method.getModifiers().contains(JavaModifier.ABSTRACT)
        || method.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static boolean overrides(JavaClass type, JavaMethod method) {
    int parameters = method.getRawParameterTypes().size();
    return Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
        .flatMap(above -> above.getMethods().stream())
        .anyMatch(above -> above.getName().equals(method.getName())
            && above.getRawParameterTypes().size() == parameters);
  }

  /** Numbers and texts are copied to where they are used. */
  private static boolean constant(JavaField field) {
    return field.getModifiers().contains(JavaModifier.STATIC)
        && !field.getModifiers().contains(JavaModifier.SYNTHETIC) && !field.getRawType().isPrimitive()
        && !field.getRawType().isEquivalentTo(String.class);
  }

  /** Comments may name what nobody uses; texts may hold what looks like the begin of one. */
  private static String code(Sources.Source source) {
    return source.text().replaceAll(TEXT, "").replaceAll("(?s)/\\*.*?\\*/", "")
        .replaceAll("//.*|import .*", "");
  }
}
