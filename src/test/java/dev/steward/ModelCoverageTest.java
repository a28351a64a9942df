package dev.steward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The last test of the suite: says how much of the models the tests before it have passed. */
@Order(Integer.MAX_VALUE)
@DisplayName("The tests together")
class ModelCoverageTest {

    @Test
    @DisplayName("pass every flow node and every sequence flow of every model")
    void everything() throws IOException {
        whenAllStoriesAreTold();
        List<String> report = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:bpmn/*.bpmn")) {
            BpmnModelInstance model = Bpmn.readModelFromStream(file.getInputStream());
            String name = String.valueOf(file.getFilename()).replace(".bpmn", "");
            Set<String> passed = ModelCoverage.passed(name);
            List<String> nodes = model.getModelElementsByType(FlowNode.class).stream()
                    .map(FlowNode::getId)
                    .toList();
            List<String> flows = model.getModelElementsByType(SequenceFlow.class).stream()
                    .map(SequenceFlow::getId)
                    .toList();
            report.add("%s: %d of %d nodes, %d of %d flows"
                    .formatted(name, passed(nodes, passed), nodes.size(), passed(flows, passed), flows.size()));
            Stream.concat(nodes.stream(), flows.stream())
                    .filter(id -> !passed.contains(id))
                    .forEach(id -> missing.add(name + ": " + id));
        }
        Files.write(
                Files.createDirectories(Path.of("target")).resolve("model-coverage.txt"),
                report,
                StandardCharsets.UTF_8);
        report.forEach(System.out::println);
        assertThat(missing).as("not passed by any test").isEmpty();
    }

    static void whenAllStoriesAreTold() throws IOException {
        Set<String> told =
                ModelCoverage.told().stream().map(Class::getSimpleName).collect(Collectors.toSet());
        assumeTrue(
                told.containsAll(stories()),
                () -> "only when all stories are told, in the suite as a whole; told were " + new TreeSet<>(told));
    }

    private static long passed(List<String> ids, Set<String> passed) {
        return ids.stream().filter(passed::contains).count();
    }

    private static Set<String> stories() throws IOException {
        Set<String> stories = new TreeSet<>();
        for (var file :
                new PathMatchingResourcePatternResolver().getResources("classpath:dev/steward/story/*Story.class")) {
            String name = String.valueOf(file.getFilename()).replace(".class", "");
            try {
                if (!Modifier.isAbstract(
                        Class.forName("dev.steward.story." + name).getModifiers())) {
                    stories.add(name);
                }
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return stories;
    }
}
