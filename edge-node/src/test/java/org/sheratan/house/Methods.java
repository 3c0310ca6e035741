package org.sheratan.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

/** Measures methods with the compiler's own parser; a method inside a method counts in both. */
final class Methods {
  private Methods() {}

  /**
   * @param source name of the source it is in
   * @param lineCount from its annotations or signature to its closing brace
   */
  record Method(String source, String name, long line, long lineCount) {}

  /** All methods of {@code sources}, parsed in one go: starting the compiler costs more than parsing. */
  static List<Method> of(List<Sources.Source> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<InMemory> files = sources.stream().map(InMemory::new).toList();
    JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    List<Method> found = new ArrayList<>();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new Measure(unit, positions, found), null);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return found;
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final Sources.Source source;

    InMemory(Sources.Source source) {
      super(URI.create("string:///" + source.name()), JavaFileObject.Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source.text();
    }
  }

  private static final class Measure extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Method> found;

    Measure(CompilationUnitTree unit, SourcePositions positions, List<Method> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      if (method.getBody() != null) {
        long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
        long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
        found.add(new Method(unit.getSourceFile().toUri().getPath().substring(1), method.getName().toString(),
            first, last - first + 1));
      }
      return super.visitMethod(method, unused);
    }
  }
}
