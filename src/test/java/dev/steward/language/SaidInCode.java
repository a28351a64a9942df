package dev.steward.language;

import com.google.errorprone.annotations.CompileTimeConstant;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Every sentence that the code says, found by the compiler: the constants that are given to a parameter with {@link
 * CompileTimeConstant}.
 */
final class SaidInCode {

    private static final Path SOURCES = Path.of("src/main/java");

    /**
     * One place.
     *
     * @param template the sentence
     * @param parameters how many are given; -1 where they are passed on from elsewhere
     * @param place file and line
     * @param feature the package below {@code dev.steward}
     */
    record Template(String template, int parameters, String place, String feature) {}

    final List<Template> templates = new ArrayList<>();
    /** Binary names of the enums whose constants stand in sentences. */
    final Set<String> codes = new TreeSet<>();
    /** Places where a sentence is no constant. */
    final List<String> unknown = new ArrayList<>();

    static SaidInCode read() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new SaidInCode();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(SOURCES)) {
            List<Path> all =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            var errors = new StringWriter();
            var task = (JavacTask) compiler.getTask(
                    errors,
                    files,
                    null,
                    List.of("-proc:none", "-classpath", classpath()),
                    null,
                    files.getJavaFileObjectsFromPaths(all));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            task.analyze();
            for (CompilationUnitTree unit : units) {
                said.scan(unit, Trees.instance(task));
            }
            if (said.templates.isEmpty()) {
                throw new IllegalStateException("The sources could not be read: " + errors);
            }
        }
        return said;
    }

    private static String classpath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private void scan(CompilationUnitTree unit, Trees trees) {
        Path file = Path.of(unit.getSourceFile().toUri());
        Path below = Path.of("")
                .toAbsolutePath()
                .resolve(SOURCES)
                .resolve("dev/steward")
                .relativize(file);
        String feature = below.getNameCount() > 1 ? below.getName(0).toString() : "";
        if (feature.equals("language")) {
            return;
        }
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                called(getCurrentPath(), call.getArguments());
                return super.visitMethodInvocation(call, nothing);
            }

            @Override
            public Void visitNewClass(NewClassTree call, Void nothing) {
                called(getCurrentPath(), call.getArguments());
                return super.visitNewClass(call, nothing);
            }

            private void called(TreePath path, List<? extends ExpressionTree> arguments) {
                if (!(trees.getElement(path) instanceof ExecutableElement method)) {
                    return;
                }
                List<? extends VariableElement> parameters = method.getParameters();
                if (method.getEnclosingElement().toString().equals(Sentence.class.getName())
                        && method.getSimpleName().contentEquals("words")
                        && trees.getTypeMirror(new TreePath(path, arguments.get(0))) instanceof DeclaredType list) {
                    list.getTypeArguments().forEach(this::code);
                }
                for (int i = 0; i < parameters.size() && i < arguments.size(); i++) {
                    if (parameters.get(i).getAnnotation(CompileTimeConstant.class) != null) {
                        int given = parameters(path, method, arguments, i);
                        String place = below + ":" + line(arguments.get(i));
                        for (String template : constants(path, arguments.get(i), place)) {
                            templates.add(new Template(template, given, place, feature));
                        }
                    }
                }
            }

            private long line(Tree tree) {
                return unit.getLineMap()
                        .getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
            }

            /** How many stand behind the sentence; notes the enums among them. */
            private int parameters(
                    TreePath path, ExecutableElement method, List<? extends ExpressionTree> arguments, int sentence) {
                List<? extends VariableElement> declared = method.getParameters();
                boolean takesSome = method.isVarArgs()
                        && sentence == declared.size() - 2
                        && declared.get(sentence + 1).asType() instanceof ArrayType array
                        && array.getComponentType().toString().endsWith("Object");
                if (!takesSome) {
                    return 0;
                }
                List<? extends ExpressionTree> given = arguments.subList(sentence + 1, arguments.size());
                for (ExpressionTree each : given) {
                    TypeMirror type = trees.getTypeMirror(new TreePath(path, each));
                    if (type != null && type.getKind() == TypeKind.ARRAY && given.size() == 1) {
                        return -1;
                    }
                    code(type);
                }
                return given.size();
            }

            private void code(@Nullable TypeMirror type) {
                if (type instanceof DeclaredType named
                        && named.asElement() instanceof TypeElement element
                        && element.getKind() == ElementKind.ENUM) {
                    codes.add(binaryName(element));
                }
            }

            private String binaryName(TypeElement type) {
                return type.getEnclosingElement() instanceof TypeElement outer
                        ? binaryName(outer) + "$" + type.getSimpleName()
                        : type.getQualifiedName().toString();
            }

            /** The texts that an expression can be. */
            private List<String> constants(TreePath path, ExpressionTree expression, String place) {
                if (expression instanceof ParenthesizedTree inner) {
                    return constants(path, inner.getExpression(), place);
                }
                if (expression instanceof LiteralTree literal) {
                    return List.of(String.valueOf(literal.getValue()));
                }
                if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                    List<String> left = constants(path, sum.getLeftOperand(), place);
                    List<String> right = constants(path, sum.getRightOperand(), place);
                    return left.stream()
                            .flatMap(one -> right.stream().map(other -> one + other))
                            .toList();
                }
                if (expression instanceof ConditionalExpressionTree choice) {
                    return Stream.concat(
                                    constants(path, choice.getTrueExpression(), place).stream(),
                                    constants(path, choice.getFalseExpression(), place).stream())
                            .toList();
                }
                if (expression instanceof SwitchExpressionTree choice) {
                    return ofCases(path, choice, place);
                }
                Element element = trees.getElement(new TreePath(path, expression));
                if (element instanceof VariableElement variable) {
                    if (variable.getConstantValue() != null) {
                        return List.of(String.valueOf(variable.getConstantValue()));
                    }
                    if (variable.getAnnotation(CompileTimeConstant.class) != null) {
                        return List.of(); // passed on; found where it was said
                    }
                }
                unknown.add(place + ": " + expression);
                return List.of();
            }

            private List<String> ofCases(TreePath path, SwitchExpressionTree choice, String place) {
                List<String> all = new ArrayList<>();
                for (CaseTree each : choice.getCases()) {
                    if (each.getBody() instanceof ExpressionTree text) {
                        all.addAll(constants(path, text, place));
                    } else {
                        new TreeScanner<Void, Void>() {
                            @Override
                            public Void visitYield(YieldTree yield, Void nothing) {
                                all.addAll(constants(path, yield.getValue(), place));
                                return null;
                            }
                        }.scan(each, null);
                    }
                }
                return all;
            }
        }.scan(unit, null);
    }
}
