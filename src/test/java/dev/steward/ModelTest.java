package dev.steward;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.platform.FormListener;
import java.beans.Introspector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Escalation;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimeCycle;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** The rules of modelling, both ways: nothing in code without a model, nothing in a model without code. */
@DisplayName("The models")
class ModelTest {

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final String CAMUNDA_DMN = "http://camunda.org/schema/1.0/dmn";

    /** What an id begins with, by the kind of element; the first that fits. */
    private static final Map<String, Class<? extends BaseElement>> PREFIXES = prefixes();

    /**
     * A service task runs in a job of its own, where it fails, is retried and becomes an incident, unless somebody waits
     * for it: then its failure is theirs to see, and everything before it is undone with it. A timer that comes before is
     * such a job already.
     */
    private static final Map<String, String> WAITED_FOR = Map.ofEntries(
            Map.entry("serviceTask_attachReport", "whoever reports"),
            Map.entry("serviceTask_registerTicket", "whoever reports: the number is the answer"),
            Map.entry("serviceTask_closeTicket", "whoever completes the last task"),
            Map.entry("serviceTask_climbDueRungs", "the timer's job"),
            Map.entry("serviceTask_returnHandover", "the timer's job"),
            Map.entry("serviceTask_returnOrder", "the timer's job"),
            Map.entry("serviceTask_openOrder", "whoever assesses: refused when no order can be made"),
            Map.entry("serviceTask_openVisit", "whoever reports the work done"),
            Map.entry("serviceTask_requestHandover", "whoever sends the command"),
            Map.entry("serviceTask_withdrawTicket", "whoever sends the command"),
            Map.entry("serviceTask_urgeTicket", "whoever sends the command"),
            Map.entry("serviceTask_commentTicket", "whoever sends the command"),
            Map.entry("serviceTask_reassignTicket", "whoever sends the command"),
            Map.entry("serviceTask_pauseTicket", "whoever sends the command"),
            Map.entry("serviceTask_resumeTicket", "whoever sends the command"),
            Map.entry("serviceTask_reprioritiseTicket", "whoever sends the command"),
            Map.entry("serviceTask_splitTicket", "whoever sends the command"));

    private static final Pattern BEAN = Pattern.compile("\\$\\{([a-z]\\w*)(?:\\.(\\w+)\\(execution\\))?}");

    private static final Map<String, BpmnModelInstance> MODELS = new TreeMap<>();
    private static final Map<String, DmnModelInstance> DECISIONS = new TreeMap<>();
    private static final Map<String, Class<?>> BEANS = beans();

    static {
        for (Resource file : resources("classpath:bpmn/*.bpmn")) {
            MODELS.put(name(file), read(file, Bpmn::readModelFromStream));
        }
        for (Resource file : resources("classpath:bpmn/*.dmn")) {
            DECISIONS.put(name(file), read(file, Dmn::readModelFromStream));
        }
    }

    private final List<String> faults = new ArrayList<>();

    @Test
    @DisplayName("are there: the ticket, its orders, its return visits, triage and service level")
    void present() {
        assertThat(MODELS).containsKeys("service-ticket", "repair-dispatch", "return-visit");
        assertThat(DECISIONS).containsOnlyKeys("triage", "service-level");
    }

    @Test
    @DisplayName("are named as their files, may be executed, say what they are for and when their history may go")
    void files() {
        MODELS.forEach((file, model) -> {
            Collection<Process> processes = model.getModelElementsByType(Process.class);
            check(processes.size() == 1, file, "holds one process");
            for (Process process : processes) {
                check(process.getId().equals(file), file, "the process is called " + process.getId());
                check(process.isExecutable(), file, "can be executed");
                check(process.getName() != null && !process.getName().isBlank(), file, "has a name");
                check(!process.getDocumentations().isEmpty(), file, "says what it is for");
                check(process.getCamundaHistoryTimeToLiveString() != null, file, "has a time to live");
            }
        });
        DECISIONS.forEach((file, model) -> {
            for (Decision decision : model.getModelElementsByType(Decision.class)) {
                check(decision.getId().equals(file), file, "the decision is called " + decision.getId());
                check(
                        decision.getAttributeValueNs(CAMUNDA_DMN, "historyTimeToLive") != null,
                        file,
                        "has a time to live");
            }
        });
        none();
    }

    @Test
    @DisplayName("use ids of the form type_verbNoun, and flows named after what they connect")
    void ids() {
        each(FlowNode.class, (file, node) -> {
            String prefix = PREFIXES.entrySet().stream()
                    .filter(entry -> entry.getValue().isInstance(node))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("?");
            check(node.getId().matches(prefix + "_[a-z][A-Za-z]*"), file, node.getId() + " begins with " + prefix);
        });
        each(
                SequenceFlow.class,
                (file, flow) -> check(
                        flow.getId().equals("flow_" + suffix(flow.getSource()) + "_" + suffix(flow.getTarget())),
                        file,
                        flow.getId() + " connects " + flow.getSource().getId() + " and "
                                + flow.getTarget().getId()));
        each(Message.class, (file, m) -> check(m.getId().matches("message_[a-z][A-Za-z]*"), file, m.getId()));
        each(Escalation.class, (file, e) -> check(e.getId().matches("escalation_[a-z][A-Za-z]*"), file, e.getId()));
        each(
                EventDefinition.class,
                (file, d) -> check(
                        d.getId() != null && d.getId().matches("eventDefinition_[a-z][A-Za-z]*"), file, d.getId()));
        none();
    }

    @Test
    @DisplayName("label every node; gateways ask, and the answers stand at their flows")
    void labels() {
        each(
                FlowNode.class,
                (file, node) -> check(
                        node.getName() != null && !node.getName().isBlank(), file, node.getId() + " has a label"));
        each(Gateway.class, (file, gateway) -> {
            check(String.valueOf(gateway.getName()).endsWith("?"), file, gateway.getId() + " asks a question");
            if (gateway.getOutgoing().size() > 1) {
                gateway.getOutgoing()
                        .forEach(flow -> check(flow.getName() != null, file, flow.getId() + " carries an answer"));
            }
        });
        none();
    }

    @Test
    @DisplayName("give each service task one delegate of its name")
    void serviceTasks() {
        each(ServiceTask.class, (file, task) -> {
            String bean = suffix(task) + "Delegate";
            check(
                    ("${" + bean + "}").equals(task.getCamundaDelegateExpression()),
                    file,
                    task.getId() + " calls " + bean);
            check(JavaDelegate.class.isAssignableFrom(bean(bean)), file, bean + " is a delegate");
            boolean waitedFor = WAITED_FOR.containsKey(task.getId());
            check(
                    task.isCamundaAsyncBefore() != waitedFor,
                    file,
                    task.getId() + " is asynchronous, or waited for by "
                            + WAITED_FOR.getOrDefault(task.getId(), "nobody that this test knows"));
        });
        Set<String> tasks = all(ServiceTask.class).map(BaseElement::getId).collect(toSet());
        check(tasks.containsAll(WAITED_FOR.keySet()), "here", "only service tasks that exist are waited for");
        none();
    }

    @Test
    @DisplayName(
            "give each user task a form, a due date, somebody to do it, and listeners for assignment and completion")
    void userTasks() {
        each(UserTask.class, (file, task) -> {
            String id = task.getId();
            String form = "forms/" + kebab(suffix(task)) + ".html";
            check(("embedded:deployment:" + form).equals(task.getCamundaFormKey()), file, id + " uses " + form);
            check(exists(form), file, form + " exists");
            check(
                    String.valueOf(task.getCamundaDueDate()).matches("\\$\\{\\w+Tasks\\.dueDate\\(execution\\)}"),
                    file,
                    id + " has a due date from the calendar");
            check(
                    task.getCamundaAssignee() != null
                            || task.getCamundaCandidateGroups() != null
                            || task.getCamundaCandidateUsers() != null,
                    file,
                    id + " has somebody to do it");
            List<CamundaTaskListener> listeners = children(task, CamundaTaskListener.class);
            List<String> completes = listeners.stream()
                    .filter(listener -> listener.getCamundaEvent().equals("complete"))
                    .map(CamundaTaskListener::getCamundaDelegateExpression)
                    .toList();
            check(
                    completes.equals(List.of("${" + suffix(task) + "Listener}")),
                    file,
                    id + " is completed by " + suffix(task) + "Listener");
            check(
                    FormListener.class.isAssignableFrom(bean(suffix(task) + "Listener")),
                    file,
                    suffix(task) + "Listener is a FormListener, or what is sent would become variables");
            check(
                    listeners.stream()
                                    .filter(l -> l.getCamundaEvent().equals("assignment"))
                                    .count()
                            == 1,
                    file,
                    id + " asks who may take it");
            check(listeners.size() == 2, file, id + " has these two listeners");
        });
        each(StartEvent.class, (file, start) -> {
            String key = start.getCamundaFormKey();
            if (key != null) {
                check(exists(key.replace("embedded:deployment:", "")), file, key + " exists");
            }
        });
        none();
    }

    @Test
    @DisplayName("have a form for each file of forms/, and no file is left over")
    void forms() {
        Set<String> used = Stream.concat(
                        all(UserTask.class).map(UserTask::getCamundaFormKey),
                        all(StartEvent.class).map(StartEvent::getCamundaFormKey))
                .filter(key -> key != null)
                .map(key -> key.replace("embedded:deployment:forms/", ""))
                .collect(toSet());
        Set<String> files = resources("classpath:forms/*.html").stream()
                .map(Resource::getFilename)
                .collect(toSet());
        assertThat(files).isEqualTo(used);
    }

    @Test
    @DisplayName("name beans and methods that exist and that expressions can reach")
    void beansExist() {
        expressions().forEach((expression, where) -> {
            Matcher bean = BEAN.matcher(expression);
            if (!bean.matches() || bean.group(2) == null && !expression.matches(".*(Delegate|Listener)}")) {
                return; // a variable or a condition
            }
            Class<?> type = bean(bean.group(1));
            check(type != void.class, where, bean.group(1) + " is a bean of a process package");
            if (bean.group(2) != null) {
                check(Modifier.isPublic(type.getModifiers()), where, type.getSimpleName() + " is public");
                check(method(type, bean.group(2)), where, expression + " is a public method for an execution");
            }
        });
        none();
    }

    @Test
    @DisplayName("use every delegate and every listener that there is")
    void nothingWithoutAModel() {
        Set<String> named = new HashSet<>();
        expressions().keySet().forEach(expression -> {
            Matcher bean = BEAN.matcher(expression);
            if (bean.matches()) {
                named.add(bean.group(1));
            }
        });
        Set<String> unused = new TreeSet<>();
        BEANS.forEach((name, type) -> {
            boolean engine = JavaDelegate.class.isAssignableFrom(type)
                    || TaskListener.class.isAssignableFrom(type)
                    || ExecutionListener.class.isAssignableFrom(type);
            if (engine && !named.contains(name)) {
                unused.add(name);
            }
        });
        assertThat(unused).isEmpty();
    }

    @Test
    @DisplayName("know each message in one model only, and every message is waited for")
    void messages() {
        Map<String, String> models = new HashMap<>();
        each(Message.class, (file, message) -> {
            String other = models.put(message.getName(), file);
            check(other == null, file, message.getName() + " is also in " + other);
        });
        MODELS.forEach((file, model) -> {
            Set<Message> waited = model.getModelElementsByType(MessageEventDefinition.class).stream()
                    .map(MessageEventDefinition::getMessage)
                    .collect(toSet());
            model.getModelElementsByType(Message.class)
                    .forEach(message -> check(waited.contains(message), file, message.getName() + " is waited for"));
        });
        none();
    }

    @Test
    @DisplayName("contain no script, no class name, no repeating cycle and no result variable")
    void nothingForbidden() {
        each(ScriptTask.class, (file, script) -> check(false, file, script.getId() + " is no script"));
        each(CamundaScript.class, (file, script) -> check(false, file, "there is no script"));
        each(TimeCycle.class, (file, cycle) -> check(false, file, "a cycle loses rungs after an outage"));
        each(BaseElement.class, (file, element) -> {
            check(element.getAttributeValueNs(CAMUNDA, "class") == null, file, element.getId() + " names no class");
            check(
                    element.getAttributeValueNs(CAMUNDA, "resultVariable") == null,
                    file,
                    element.getId() + " has no result variable");
            check(element.getAttributeValueNs(CAMUNDA, "type") == null, file, element.getId() + " is no built-in task");
        });
        each(SequenceFlow.class, (file, flow) -> {
            if (flow.getConditionExpression() != null) {
                String condition = flow.getConditionExpression().getTextContent();
                check(flow.getConditionExpression().getLanguage() == null, file, flow.getId() + " has no script");
                check(!condition.contains("("), file, flow.getId() + " reads variables only: " + condition);
            }
        });
        none();
    }

    @Test
    @DisplayName("take what a table decides by output mappings of single values")
    void decisions() {
        each(BusinessRuleTask.class, (file, task) -> {
            check(
                    DECISIONS.containsKey(task.getCamundaDecisionRef()),
                    file,
                    task.getId() + " asks a table that exists");
            check(task.getCamundaMapDecisionResult() == null, file, task.getId() + " maps nothing by itself");
            List<CamundaOutputParameter> outputs = children(task, CamundaOutputParameter.class);
            check(!outputs.isEmpty(), file, task.getId() + " has outputs");
            outputs.forEach(output -> check(
                    output.getTextContent()
                            .equals("${decisionResult.getSingleResult()." + output.getCamundaName() + "}"),
                    file,
                    task.getId() + " maps " + output.getCamundaName()));
        });
        DECISIONS.forEach((file, model) -> {
            for (DecisionTable table : model.getModelElementsByType(DecisionTable.class)) {
                check(table.getHitPolicy() == HitPolicy.FIRST, file, "the first row that fits counts");
                List<Rule> rows = List.copyOf(table.getRules());
                rows.forEach(row -> check(row.getId().matches("[a-z]+(-[a-z]+)*"), file, row.getId() + " is a name"));
                check(
                        rows.get(rows.size() - 1).getInputEntries().stream()
                                .allMatch(entry -> entry.getTextContent().isBlank()),
                        file,
                        "the last row fits everything");
            }
        });
        none();
    }

    @Test
    @DisplayName("leave a gateway by a condition or by its default, and everything else by one flow")
    void gateways() {
        each(ExclusiveGateway.class, (file, gateway) -> {
            if (gateway.getOutgoing().size() > 1) {
                check(gateway.getDefault() != null, file, gateway.getId() + " has a default");
            }
            gateway.getOutgoing().forEach(flow -> {
                boolean isDefault = flow.equals(gateway.getDefault());
                check(
                        isDefault == (flow.getConditionExpression() == null),
                        file,
                        flow.getId() + " is the default or has a condition");
            });
        });
        each(FlowNode.class, (file, node) -> {
            if (!(node instanceof Gateway)) {
                check(node.getOutgoing().size() <= 1, file, node.getId() + " is left by one flow");
                node.getOutgoing()
                        .forEach(flow ->
                                check(flow.getConditionExpression() == null, file, flow.getId() + " has no condition"));
            }
        });
        none();
    }

    @Test
    @DisplayName("call models that exist, with the ticket's number as business key")
    void calls() {
        each(CallActivity.class, (file, call) -> {
            check(MODELS.containsKey(call.getCalledElement()), file, call.getId() + " calls a model that exists");
            boolean key = call.getExtensionElements().getElements().stream()
                    .anyMatch(in -> "#{execution.processBusinessKey}".equals(in.getAttributeValue("businessKey")));
            check(key, file, call.getId() + " hands on the number");
        });
        none();
    }

    @Test
    @DisplayName("are laid out: everything is drawn, from left to right, and no two lines cross")
    void drawn() {
        MODELS.forEach((file, model) -> {
            Map<String, Bounds> shapes = new HashMap<>();
            model.getModelElementsByType(BpmnShape.class)
                    .forEach(shape -> shapes.put(shape.getBpmnElement().getId(), shape.getBounds()));
            Map<String, List<Waypoint>> lines = new TreeMap<>();
            model.getModelElementsByType(BpmnEdge.class)
                    .forEach(edge -> lines.put(edge.getBpmnElement().getId(), List.copyOf(edge.getWaypoints())));
            for (FlowElement element : model.getModelElementsByType(FlowElement.class)) {
                boolean drawn = element instanceof SequenceFlow
                        ? lines.containsKey(element.getId())
                        : shapes.containsKey(element.getId());
                check(drawn, file, element.getId() + " is drawn");
            }
            List<String> names = List.copyOf(lines.keySet());
            for (int i = 0; i < names.size(); i++) {
                for (int j = i + 1; j < names.size(); j++) {
                    check(
                            !Lines.cross(lines.get(names.get(i)), lines.get(names.get(j))),
                            file,
                            names.get(i) + " and " + names.get(j) + " cross");
                }
            }
            for (SequenceFlow flow : model.getModelElementsByType(SequenceFlow.class)) {
                List<Waypoint> line = lines.getOrDefault(flow.getId(), List.of());
                for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
                    boolean end = node.equals(flow.getSource()) || node.equals(flow.getTarget());
                    boolean around = node instanceof SubProcess || isHost(node, flow);
                    check(
                            end || around || !Lines.through(line, shapes.get(node.getId())),
                            file,
                            flow.getId() + " leads through " + node.getId());
                }
            }
        });
        none();
    }

    private static boolean isHost(FlowNode node, SequenceFlow flow) {
        return flow.getSource() instanceof BoundaryEvent event
                && event.getAttachedTo().equals(node);
    }

    // ---- how it is read

    private static Map<String, Class<? extends BaseElement>> prefixes() {
        Map<String, Class<? extends BaseElement>> prefixes = new java.util.LinkedHashMap<>();
        prefixes.put("startEvent", StartEvent.class);
        prefixes.put("endEvent", EndEvent.class);
        prefixes.put("boundaryEvent", BoundaryEvent.class);
        prefixes.put("timerEvent", IntermediateCatchEvent.class);
        prefixes.put("throwEvent", IntermediateThrowEvent.class);
        prefixes.put("gateway", Gateway.class);
        prefixes.put("userTask", UserTask.class);
        prefixes.put("serviceTask", ServiceTask.class);
        prefixes.put("businessRuleTask", BusinessRuleTask.class);
        prefixes.put("callActivity", CallActivity.class);
        prefixes.put("subProcess", SubProcess.class);
        return prefixes;
    }

    private <T extends ModelElementInstance> void each(Class<T> type, BiConsumer<String, T> rule) {
        MODELS.forEach(
                (file, model) -> model.getModelElementsByType(type).forEach(element -> rule.accept(file, element)));
    }

    private static <T extends ModelElementInstance> Stream<T> all(Class<T> type) {
        return MODELS.values().stream().flatMap(model -> model.getModelElementsByType(type).stream());
    }

    private static <T extends ModelElementInstance> List<T> children(BaseElement element, Class<T> type) {
        List<T> found = new ArrayList<>();
        collect(element.getExtensionElements(), type, found);
        return found;
    }

    private static <T extends ModelElementInstance> void collect(
            ModelElementInstance element, Class<T> type, List<T> found) {
        if (element == null) {
            return;
        }
        found.addAll(element.getChildElementsByType(type));
        element.getDomElement()
                .getChildElements()
                .forEach(child -> collect(
                        org.camunda.bpm.model.xml.impl.util.ModelUtil.getModelElement(
                                child, (org.camunda.bpm.model.xml.impl.ModelInstanceImpl) element.getModelInstance()),
                        type,
                        found));
    }

    /** Every expression of the models with where it stands. */
    private static Map<String, String> expressions() {
        Map<String, String> expressions = new TreeMap<>();
        MODELS.forEach((file, model) -> {
            model.getModelElementsByType(BaseElement.class).forEach(element -> {
                for (String attribute :
                        List.of("delegateExpression", "dueDate", "assignee", "candidateGroups", "candidateUsers")) {
                    String value = element.getAttributeValueNs(CAMUNDA, attribute);
                    if (value != null && value.startsWith("${")) {
                        expressions.put(value, file + " " + element.getId());
                    }
                }
            });
            model.getModelElementsByType(CamundaTaskListener.class)
                    .forEach(listener -> expressions.put(listener.getCamundaDelegateExpression(), file));
            model.getModelElementsByType(CamundaExecutionListener.class)
                    .forEach(listener -> expressions.put(listener.getCamundaDelegateExpression(), file));
            model.getModelElementsByType(org.camunda.bpm.model.bpmn.instance.TimeDate.class)
                    .forEach(date -> expressions.put(date.getTextContent(), file));
        });
        return expressions;
    }

    private static Class<?> bean(String name) {
        return BEANS.getOrDefault(name, void.class);
    }

    /** The beans of the process packages by name. */
    private static Map<String, Class<?>> beans() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Component.class));
        Map<String, Class<?>> beans = new HashMap<>();
        for (var found : scanner.findCandidateComponents("dev.steward")) {
            Class<?> type = ClassUtils.resolveClassName(
                    String.valueOf(found.getBeanClassName()), ModelTest.class.getClassLoader());
            if (type.getPackageName().endsWith(".process")) {
                Component component = type.getAnnotation(Component.class);
                String name = component == null ? "" : component.value();
                beans.put(name.isEmpty() ? Introspector.decapitalize(type.getSimpleName()) : name, type);
            }
        }
        return beans;
    }

    private static boolean method(Class<?> type, String name) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name)
                    && List.of(method.getParameterTypes()).equals(List.of(DelegateExecution.class))) {
                return true;
            }
        }
        return false;
    }

    private static String suffix(BaseElement element) {
        return element.getId().substring(element.getId().indexOf('_') + 1);
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static boolean exists(String path) {
        return ModelTest.class.getClassLoader().getResource(path) != null;
    }

    private static String name(Resource file) {
        return String.valueOf(file.getFilename()).replaceAll("\\.(bpmn|dmn)$", "");
    }

    private static List<Resource> resources(String pattern) {
        try {
            return List.of(new PathMatchingResourcePatternResolver().getResources(pattern));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(Resource file, java.util.function.Function<java.io.InputStream, T> reader) {
        try (var content = file.getInputStream()) {
            return reader.apply(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(boolean holds, String where, String rule) {
        if (!holds) {
            faults.add(where + ": " + rule);
        }
    }

    private void none() {
        assertThat(faults).isEmpty();
    }

    /** The geometry of a diagram. */
    private static final class Lines {

        private Lines() {}

        /** Whether two lines cross; those that meet, part or share a stretch on the way to the same place do not. */
        static boolean cross(List<Waypoint> a, List<Waypoint> b) {
            for (int i = 1; i < a.size(); i++) {
                for (int j = 1; j < b.size(); j++) {
                    if (cross(a.get(i - 1), a.get(i), b.get(j - 1), b.get(j))) {
                        return true;
                    }
                }
            }
            return false;
        }

        private static boolean cross(Waypoint a, Waypoint b, Waypoint c, Waypoint d) {
            return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
        }

        private static int side(Waypoint from, Waypoint to, Waypoint point) {
            return (int) Math.signum((to.getX() - from.getX()) * (point.getY() - from.getY())
                    - (to.getY() - from.getY()) * (point.getX() - from.getX()));
        }

        /** Whether a line leads through the inside of a shape. */
        static boolean through(List<Waypoint> line, Bounds shape) {
            for (int i = 1; i < line.size(); i++) {
                Waypoint a = line.get(i - 1);
                Waypoint b = line.get(i);
                boolean inside = Math.max(a.getX(), b.getX()) > shape.getX()
                        && Math.min(a.getX(), b.getX()) < shape.getX() + shape.getWidth()
                        && Math.max(a.getY(), b.getY()) > shape.getY()
                        && Math.min(a.getY(), b.getY()) < shape.getY() + shape.getHeight();
                if (inside) {
                    return true;
                }
            }
            return false;
        }
    }
}
