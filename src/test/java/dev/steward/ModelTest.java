package dev.steward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.geom.Line2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimeCycle;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of modelling, held both ways: nothing in a model without code, nothing in code without a model. */
@DisplayName("A model")
class ModelTest {

    private static final Path MODELS = Path.of("bpmn");
    private static final Path FORMS = Path.of("forms");
    private static final Path CODE = Path.of("src/main/java");
    private static final Pattern BEAN = Pattern.compile("\\$\\{(\\w+?)(?:\\.\\w+\\(.*\\))?}");

    static Stream<Arguments> models() throws IOException {
        try (Stream<Path> files = Files.list(MODELS)) {
            return files
                    .filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .map(file -> arguments(
                            file.getFileName().toString().replace(".bpmn", ""), Bpmn.readModelFromFile(file.toFile())))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    @DisplayName("is called what its file is called, and its history has an end")
    void name(String file, BpmnModelInstance model) {
        Collection<Process> processes = model.getModelElementsByType(Process.class);
        assertThat(processes).hasSize(1).allSatisfy(process -> {
            assertThat(process.getId()).isEqualTo(file);
            assertThat(process.getCamundaHistoryTimeToLiveString()).isNotBlank();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    @DisplayName("has ids of the form type_verbNoun")
    void ids(String file, BpmnModelInstance model) {
        assertThat(model.getModelElementsByType(FlowNode.class))
                .allSatisfy(node -> assertThat(node.getId()).matches("[a-z][A-Za-z]*_[a-z][A-Za-z]*"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    @DisplayName("calls a delegate with the name of the task")
    void delegates(String file, BpmnModelInstance model) throws IOException {
        Set<String> beans = beans();
        assertThat(model.getModelElementsByType(ServiceTask.class)).allSatisfy(task -> {
            String expected = task.getId().substring("serviceTask_".length()) + "Delegate";
            assertThat(task.getCamundaDelegateExpression()).isEqualTo("${" + expected + "}");
            assertThat(beans).contains(expected);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    @DisplayName("gives each user task a form, a due date, somebody to do it, and rules on taking and completing it")
    void userTasks(String file, BpmnModelInstance model) throws IOException {
        Set<String> beans = beans();
        assertThat(model.getModelElementsByType(UserTask.class))
                .allSatisfy(task -> {
                    assertThat(task.getCamundaFormKey()).startsWith("embedded:deployment:forms/");
                    assertThat(FORMS.resolve(task.getCamundaFormKey().substring("embedded:deployment:forms/".length())))
                            .exists();
                    assertThat(task.getCamundaDueDate()).isNotBlank();
                    assertThat(Stream.of(
                                    task.getCamundaAssignee(),
                                    task.getCamundaCandidateGroups(),
                                    task.getCamundaCandidateUsers()))
                            .anyMatch(somebody -> somebody != null && !somebody.isBlank());
                    Map<String, String> listeners = task
                            .getExtensionElements()
                            .getElementsQuery()
                            .filterByType(CamundaTaskListener.class)
                            .list()
                            .stream()
                            .collect(Collectors.toMap(
                                    CamundaTaskListener::getCamundaEvent,
                                    CamundaTaskListener::getCamundaDelegateExpression));
                    assertThat(listeners).containsKeys("assignment", "complete");
                    assertThat(listeners.values())
                            .allSatisfy(expression -> assertThat(beans).contains(bean(expression)));
                });
    }

    @Test
    @DisplayName("uses every delegate and listener that there is")
    void nothingUnused() throws IOException {
        Set<String> used = new HashSet<>();
        for (Path model : files(MODELS, ".bpmn")) {
            Matcher expression = BEAN.matcher(Files.readString(model));
            while (expression.find()) {
                used.add(expression.group(1));
            }
        }
        assertThat(beans())
                .filteredOn(bean -> bean.matches(".*(Delegate|Listener)"))
                .allSatisfy(bean -> assertThat(used).contains(bean));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    @DisplayName("has no script, no class, no repeating timer and no stored result of a decision")
    void forbidden(String file, BpmnModelInstance model) throws IOException {
        assertThat(model.getModelElementsByType(ScriptTask.class)).isEmpty();
        assertThat(model.getModelElementsByType(TimeCycle.class)).isEmpty();
        assertThat(Files.readString(MODELS.resolve(file + ".bpmn"))).doesNotContain("camunda:class", "camunda:script");
        assertThat(model.getModelElementsByType(BusinessRuleTask.class))
                .allSatisfy(task -> assertThat(task.getCamundaResultVariable()).isNull());
    }

    @Test
    @DisplayName("shares no name of a message with another")
    void messages() {
        List<String> names = new ArrayList<>();
        for (Path file : files(MODELS, ".bpmn")) {
            Bpmn.readModelFromFile(file.toFile())
                    .getModelElementsByType(Message.class)
                    .forEach(message -> names.add(message.getName()));
        }
        assertThat(names).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    @DisplayName("asks a question at each gateway, and every way out answers it")
    void gateways(String file, BpmnModelInstance model) {
        assertThat(model.getModelElementsByType(ExclusiveGateway.class)).allSatisfy(gateway -> {
            assertThat(gateway.getName()).endsWith("?");
            assertThat(gateway.getDefault()).isNotNull();
            assertThat(gateway.getOutgoing())
                    .allMatch(flow -> flow.equals(gateway.getDefault()) || flow.getConditionExpression() != null)
                    .allMatch(flow -> flow.getName() != null && !flow.getName().isBlank());
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    @DisplayName("is drawn: every element has its place, and no two lines cross")
    void drawn(String file, BpmnModelInstance model) {
        Set<BaseElement> placed = new HashSet<>();
        model.getModelElementsByType(BpmnShape.class).forEach(shape -> placed.add(shape.getBpmnElement()));
        assertThat(placed).containsAll(model.getModelElementsByType(FlowNode.class));
        Map<String, List<Line2D>> lines = new HashMap<>();
        for (BpmnEdge edge : model.getModelElementsByType(BpmnEdge.class)) {
            placed.add(edge.getBpmnElement());
            List<Waypoint> points = List.copyOf(edge.getWaypoints());
            for (int i = 1; i < points.size(); i++) {
                lines.computeIfAbsent(edge.getBpmnElement().getId(), id -> new ArrayList<>())
                        .add(new Line2D.Double(
                                points.get(i - 1).getX(),
                                points.get(i - 1).getY(),
                                points.get(i).getX(),
                                points.get(i).getY()));
            }
        }
        assertThat(placed).containsAll(model.getModelElementsByType(SequenceFlow.class));
        List<String> crossings = new ArrayList<>();
        lines.forEach((one, ofOne) -> lines.forEach((other, ofOther) -> {
            if (one.compareTo(other) < 0
                    && ofOne.stream().anyMatch(a -> ofOther.stream().anyMatch(b -> cross(a, b)))) {
                crossings.add(one + " × " + other);
            }
        }));
        assertThat(crossings).isEmpty();
    }

    /** Lines that merge touch or share a stretch; only one that passes through another crosses it. */
    private static boolean cross(Line2D a, Line2D b) {
        return Line2D.relativeCCW(a.getX1(), a.getY1(), a.getX2(), a.getY2(), b.getX1(), b.getY1())
                                * Line2D.relativeCCW(a.getX1(), a.getY1(), a.getX2(), a.getY2(), b.getX2(), b.getY2())
                        < 0
                && Line2D.relativeCCW(b.getX1(), b.getY1(), b.getX2(), b.getY2(), a.getX1(), a.getY1())
                                * Line2D.relativeCCW(b.getX1(), b.getY1(), b.getX2(), b.getY2(), a.getX2(), a.getY2())
                        < 0;
    }

    private static String bean(String expression) {
        Matcher matcher = BEAN.matcher(expression);
        return matcher.matches() ? matcher.group(1) : expression;
    }

    /** Names of the components of the process packages, as Spring derives them. */
    private static Set<String> beans() throws IOException {
        Set<String> beans = new HashSet<>();
        for (Path file : files(CODE, ".java")) {
            if (file.getParent().endsWith("process") && Files.readString(file).contains("@Component")) {
                String name = file.getFileName().toString().replace(".java", "");
                beans.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
            }
        }
        return beans;
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
