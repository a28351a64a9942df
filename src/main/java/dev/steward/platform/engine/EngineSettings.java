package dev.steward.platform.engine;

import dev.steward.platform.SentFields;
import dev.steward.platform.security.Attempts;
import dev.steward.platform.security.SignedIn;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The engine's settings that are not a matter of taste, and therefore not in {@code application.yaml}: what guards it,
 * what it may remember, how it retries. Runs after the starter's own plugins.
 */
@Component
@Order(Ordering.DEFAULT_ORDER + 100)
class EngineSettings extends AbstractProcessEnginePlugin {

    /** Most rows that a query of a person may ask for; Tasklist asks for as many filters. */
    static final int QUERY_LIMIT = 2000;

    private final ApplicationContext context;

    private final Attempts attempts;
    private final SignedIn signedIn;

    private final SentFields fields;

    EngineSettings(ApplicationContext context, Attempts attempts, SignedIn signedIn, SentFields fields) {
        this.context = context;
        this.fields = fields;
        this.attempts = attempts;
        this.signedIn = signedIn;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        guard(engine);
        remember(engine);
        retry(engine);
        sign(engine);
    }

    private void guard(ProcessEngineConfigurationImpl engine) {
        engine.setAuthorizationEnabled(true);
        engine.setTenantCheckEnabled(true);
        engine.setIdentityProviderSessionFactory(new Identities.Factory(attempts, signedIn, context));
        engine.setTenantIdProvider(new SiteTenants());
        var forms = new Forms(context, fields);
        engine.setTaskService(new FormTasks(forms));
        engine.setFormService(new FormSubmissions(forms));
        engine.setExpressionManager(new QueryExpressions(context, engine.getBeans()));
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(true);
        engine.setQueryMaxResultsLimit(QUERY_LIMIT);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setEnableXxeProcessing(false);
        engine.setGeneralResourceWhitelistPattern("[a-zA-Z0-9-]+"); // the default refuses ids such as front-desk
        // work on a task of one's own: complete it, claim it; not reassign it, change its dates or its variables
        engine.setDefaultUserPermissionNameForTask("TASK_WORK");
        engine.setEnableCmdExceptionLogging(false); // who answers a request logs it, refusals not at all
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        List<BpmnParseListener> listeners = engine.getCustomPreBPMNParseListeners() == null
                ? new ArrayList<>()
                : engine.getCustomPreBPMNParseListeners();
        listeners.add(new ModelRules());
        engine.setCustomPreBPMNParseListeners(listeners);
    }

    private static void remember(ProcessEngineConfigurationImpl engine) {
        var history = new RecordedHistory();
        engine.setCustomHistoryLevels(List.of(history));
        engine.setHistoryLevel(history);
        engine.setEnforceHistoryTimeToLive(true);
        engine.setHistoryRemovalTimeStrategy("start"); // known at the start: closing costs 18 statements less
        engine.setHistoryCleanupBatchWindowStartTime("01:00");
        engine.setHistoryCleanupBatchWindowEndTime("04:00");
        engine.setMetricsEnabled(false); // Micrometer measures; the engine's own counts are of all sites together
        engine.setDbMetricsReporterActivate(false);
        engine.setTaskMetricsEnabled(false);
    }

    private static void retry(ProcessEngineConfigurationImpl engine) {
        engine.setFailedJobRetryTimeCycle("PT10S,PT1M,PT5M,PT30M"); // the default burns three tries in 0.1 s
        engine.setJobExecutorAcquireByDueDate(true);
    }

    /** Who holds a job and who carried it out, as the job's lock and its history name the node: {@code 4711@host}. */
    private static void sign(ProcessEngineConfigurationImpl engine) {
        String node = ManagementFactory.getRuntimeMXBean().getName();
        engine.setHostname(node);
        JobExecutor executor = engine.getJobExecutor();
        if (executor != null) { // null where jobs do not run by themselves
            executor.setLockOwner(node);
        }
    }
}
