package dev.steward.platform.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys models and forms at start, under the same names in a jar and exploded ({@code bpmn/…}, {@code forms/…}, which
 * the form keys {@code embedded:deployment:forms/…} need). All of them together whenever one has changed: a form is
 * looked up in its definition's own deployment. Decision tables, which a company changes without the rest, are deployed by
 * {@link TableDeployment}.
 */
@Component
class ModelDeployment implements SmartInitializingSingleton {

    static final String NAME = "steward";

    private static final Logger log = LoggerFactory.getLogger(ModelDeployment.class);

    private final RepositoryService repository;
    private final ManagementService management;

    ModelDeployment(RepositoryService repository, ManagementService management) {
        this.repository = repository;
        this.management = management;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<Resource> files = files();
        if (files.isEmpty()) {
            log.warn("There are no models to deploy");
            return;
        }
        var deployment = repository.createDeployment().name(NAME).source(NAME).enableDuplicateFiltering(false);
        for (Resource file : files) {
            try (InputStream content = file.getInputStream()) {
                deployment.addInputStream(nameOf(file), content);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
        deployment.deploy();
        // instances live on under the versions they were started with; this node runs their jobs too
        for (Deployment known :
                repository.createDeploymentQuery().deploymentName(NAME).list()) {
            management.registerDeploymentForJobExecutor(known.getId());
        }
    }

    private static List<Resource> files() {
        var resolver = new PathMatchingResourcePatternResolver();
        List<Resource> files = new ArrayList<>();
        for (String pattern : List.of("bpmn/*.bpmn", "forms/*.html", "forms/*.form")) {
            try {
                files.addAll(List.of(resolver.getResources("classpath*:" + pattern)));
            } catch (IOException e) {
                throw new UncheckedIOException(pattern + " cannot be listed", e);
            }
        }
        return files;
    }

    private static String nameOf(Resource file) {
        String name = String.valueOf(file.getFilename());
        return (name.endsWith(".bpmn") ? "bpmn/" : "forms/") + name;
    }
}
