package dev.steward.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.StewardTest;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.spring.boot.starter.property.JobExecutionProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is measured in design and docs as the difference between a desk that forgets and one that does not. */
@StewardTest
@DisplayName("The jobs of the engine")
class JobRulesTest {

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private ProcessEngineConfigurationImpl configuration;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient sql;

    private final List<String> deployments = new ArrayList<>();

    @AfterEach
    void clean() {
        ClockUtil.reset();
        deployments.forEach(id -> engine.getRepositoryService().deleteDeployment(id, true));
    }

    @Test
    @DisplayName("that fail are repeated after 10 s, 1 min, 5 min and 30 min, then they are an incident")
    void retries() {
        deploy("probe", failing());
        String process = start("2026-06-02T01:00:00Z");
        Instant now = Instant.parse("2026-06-02T01:00:00Z");
        List<Duration> pauses = new ArrayList<>();
        while (job(process).getRetries() > 0) {
            ClockUtil.setCurrentTime(Date.from(now));
            String job = job(process).getId();
            assertThatThrownBy(() -> jobs.executeJob(job)).isInstanceOf(ProcessEngineException.class);
            Instant again = job(process).getDuedate().toInstant();
            pauses.add(Duration.between(now, again));
            now = again;
        }
        assertThat(pauses.subList(0, 4))
                .containsExactly(
                        Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30));
        assertThat(pauses).as("the fifth time nothing is left").hasSize(5);
        assertThat(engine.getRuntimeService()
                        .createIncidentQuery()
                        .processInstanceId(process)
                        .count())
                .isOne();
    }

    @Test
    @DisplayName("are taken by their due date, the oldest first")
    void oldestFirst() {
        deploy("probe", failing());
        start("2001-01-03T00:00:00Z");
        String oldest = start("2001-01-01T00:00:00Z");
        start("2001-01-02T00:00:00Z");
        List<String> taken = transaction.execute(status -> {
            status.setRollbackOnly();
            return configuration
                    .getCommandExecutorTxRequired()
                    .execute(new AcquireJobsCmd(configuration.getJobExecutor(), 1))
                    .getJobIdBatches()
                    .stream()
                    .flatMap(List::stream)
                    .toList();
        });
        assertThat(taken).containsExactly(job(oldest).getId());
    }

    @Test
    @DisplayName("of tickets that began under an older version of the models are run by this node too")
    void olderVersions() {
        String older = deploy(ModelDeployment.NAME, failing());
        sql.sql("update act_re_deployment set deploy_time_ = :long_ago where id_ = :id")
                .param("long_ago", Timestamp.from(Instant.parse("2020-01-01T00:00:00Z")))
                .param("id", older)
                .update();
        jobs.unregisterDeploymentForJobExecutor(older); // as in a JVM that has just started
        new ModelDeployment(engine.getRepositoryService(), jobs).afterSingletonsInstantiated();
        assertThat(jobs.getRegisteredDeployments()).contains(older);
    }

    @Test
    @DisplayName("are locked for a minute, looked for every five seconds, and only by nodes that know their models")
    void settings() throws IOException {
        JobExecutionProperty executor = shipped()
                .bind("camunda.bpm.job-execution", JobExecutionProperty.class)
                .get();
        assertThat(executor.isDeploymentAware()).isTrue();
        assertThat(executor.getLockTimeInMillis()).isEqualTo(60_000);
        assertThat(executor.getMaxWait()).isEqualTo(5_000);
    }

    @Test
    @DisplayName("and HTTP threads never wait for each other's connections")
    void connections() throws IOException {
        Binder shipped = shipped();
        JobExecutionProperty executor = shipped.bind("camunda.bpm.job-execution", JobExecutionProperty.class)
                .get();
        int http = shipped.bind("server.tomcat.threads.max", Integer.class).get();
        int pool = shipped.bind("spring.datasource.hikari.maximum-pool-size", Integer.class)
                .get();
        assertThat(pool).isGreaterThanOrEqualTo(executor.getMaxPoolSize() + http + 5);
    }

    @Test
    @DisplayName("clean up the history at night, and every instance knows how long it is kept")
    void cleanUp() {
        assertThat(configuration.isEnforceHistoryTimeToLive()).isTrue();
        assertThat(configuration.isHistoryCleanupEnabled()).isTrue();
        assertThat(configuration.getHistoryCleanupBatchWindowStartTime()).isEqualTo("01:00");
        assertThat(configuration.getHistoryCleanupBatchWindowEndTime()).isEqualTo("04:00");
    }

    /** The settings of the production profile as they are shipped. */
    private static Binder shipped() throws IOException {
        var environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        for (String file : List.of("application-production.yaml", "application.yaml")) {
            new YamlPropertySourceLoader()
                    .load(file, new ClassPathResource(file))
                    .forEach(sources::addLast);
        }
        return Binder.get(environment);
    }

    private static BpmnModelInstance failing() {
        return Bpmn.createExecutableProcess("job-probe")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .intermediateCatchEvent("wait")
                .timerWithDate("${due}")
                .serviceTask("broken")
                .camundaExpression("${nothing.here()}")
                .endEvent()
                .done();
    }

    private String deploy(String name, BpmnModelInstance model) {
        DeploymentBuilder deployment =
                engine.getRepositoryService().createDeployment().name(name).source(name);
        String id =
                deployment.addModelInstance("job-probe.bpmn", model).deploy().getId();
        deployments.add(id);
        return id;
    }

    private String start(String due) {
        return engine.getRuntimeService()
                .startProcessInstanceByKey("job-probe", Map.of("due", due))
                .getId();
    }

    private Job job(String process) {
        return jobs.createJobQuery().processInstanceId(process).singleResult();
    }
}
