package dev.steward.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.Http;
import dev.steward.StewardTest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Our way of asking for tasks, as text and held against what the rows say. */
@StewardTest
@DisplayName("The tasks that a caller may see")
class VisibleTasksTest {

    private static final String ENGINES =
            """
            select distinct RES.ID_ from ACT_RU_TASK RES
            left join ACT_RU_IDENTITYLINK I on I.TASK_ID_ = RES.ID_
            left join ACT_RE_PROCDEF D on RES.PROC_DEF_ID_ = D.ID_
            left join (
              SELECT A.* FROM ACT_RU_AUTHORIZATION A
              WHERE A.TYPE_ < 2 AND ( A.USER_ID_ in ( ?, '*') OR A.GROUP_ID_ IN ( ? ) )
                AND ( ( A.RESOURCE_TYPE_ = ? AND A.PERMS_ & ? = ? ) )
            ) AUTH ON (AUTH.RESOURCE_ID_ IN ( RES.ID_ , D.KEY_ , '*' ))
            WHERE RES.ASSIGNEE_ = ? and ( (RES.CASE_EXECUTION_ID_ IS NOT NULL) OR (AUTH.RESOURCE_ID_ IS NOT NULL) )
            """;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identities;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @AfterEach
    void asBefore() {
        identities.clearAuthentication();
        authorizations.createAuthorizationQuery().userIdIn("technician2").list().stream()
                .filter(grant -> grant.getResourceType() == Resources.PROCESS_DEFINITION.resourceType())
                .forEach(grant -> authorizations.deleteAuthorization(grant.getId()));
    }

    @Test
    @DisplayName("are asked for with the engine's own condition, its parameters in the same order")
    void rewritten() {
        assertThat(VisibleTasks.rewritten(ENGINES).replaceAll("\\s+", " ").strip())
                .isEqualTo("WITH SEEN AS MATERIALIZED (SELECT A.RESOURCE_ID_ FROM ACT_RU_AUTHORIZATION A"
                        + " WHERE A.TYPE_ < 2 AND ( A.USER_ID_ in ( ?, '*') OR A.GROUP_ID_ IN ( ? ) )"
                        + " AND ( ( A.RESOURCE_TYPE_ = ? AND A.PERMS_ & ? = ? ) ) )"
                        + " select distinct RES.ID_ from ACT_RU_TASK RES"
                        + " left join ACT_RU_IDENTITYLINK I on I.TASK_ID_ = RES.ID_"
                        + " left join ACT_RE_PROCDEF D on RES.PROC_DEF_ID_ = D.ID_"
                        + " WHERE RES.ASSIGNEE_ = ? and ( (RES.CASE_EXECUTION_ID_ IS NOT NULL) OR"
                        + " ((RES.ID_ IN (SELECT RESOURCE_ID_ FROM SEEN) OR D.KEY_ IN (SELECT RESOURCE_ID_ FROM SEEN)"
                        + " OR '*' IN (SELECT RESOURCE_ID_ FROM SEEN))) )");
    }

    @Test
    @DisplayName("are asked for as the engine does where its statement does not look as expected")
    void unknown() {
        String earlierParameter = ENGINES.replace("I.TASK_ID_ = RES.ID_", "I.TASK_ID_ = RES.ID_ and I.TYPE_ = ?");
        String furtherUse = ENGINES + " and AUTH.TYPE_ = 1";
        String ofProcesses = ENGINES.replace("ACT_RU_TASK RES", "ACT_RU_EXECUTION RES");

        assertThat(VisibleTasks.rewritten(earlierParameter)).isSameAs(earlierParameter);
        assertThat(VisibleTasks.rewritten(furtherUse)).isSameAs(furtherUse);
        assertThat(VisibleTasks.rewritten(ofProcesses)).isSameAs(ofProcesses);
    }

    @Test
    @DisplayName("are those with an authorization for the task, for its definition or for all, of the caller's site")
    void same() {
        assertThat(engine.getSqlSessionFactory().getConfiguration().getInterceptors())
                .as("our way of asking is in use")
                .hasAtLeastOneElementOfType(VisibleTasks.Rewriting.class);
        reported("ownerapp", "sunshine");
        reported("ownerapp-h", "harbour");

        assertThat(seenBy("frontdesk", "front-desk")).isNotEmpty().isEqualTo(granted("frontdesk", "front-desk"));
        assertThat(seenBy("technician2", "technician")).isEqualTo(granted("technician2", "technician"));
        assertThat(seenBy("supervisor", "supervisor")).isEqualTo(ofSite(null));
        assertThat(seenBy("somebody", "no-group")).isEmpty();

        Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setUserId("technician2");
        grant.setResource(Resources.PROCESS_DEFINITION);
        grant.setResourceId("service-ticket");
        grant.addPermission(ProcessDefinitionPermissions.READ_TASK);
        authorizations.saveAuthorization(grant);
        Set<String> both = ofSite("service-ticket");
        both.addAll(granted("technician2", "technician"));
        assertThat(seenBy("technician2", "technician")).isEqualTo(both);
    }

    private void reported(String by, String site) {
        assertThat(Http.as(by, port)
                        .with("Idempotency-Key", UUID.randomUUID().toString())
                        .post(
                                "/api/v1/tickets",
                                """
                                {"kind":"REPAIR","category":"appliances","title":"Hood","description":"It hums",
                                 "site":"%s","home":"1-205","reporter":{"name":"Li","language":"en"}}
                                """
                                        .formatted(site))
                        .status())
                .isEqualTo(201);
    }

    private Set<String> seenBy(String user, String group) {
        identities.setAuthentication(user, List.of(group), List.of("sunshine"));
        try {
            Set<String> listed = tasks.createTaskQuery().listPage(0, 2000).stream()
                    .map(Task::getId)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(tasks.createTaskQuery().count()).isEqualTo(listed.size());
            return listed;
        } finally {
            identities.clearAuthentication();
        }
    }

    private Set<String> granted(String user, String group) {
        return new TreeSet<>(jdbc.sql(
                        """
                        select distinct t.id_ from act_ru_task t join act_ru_authorization a on a.resource_id_ = t.id_
                         where a.resource_type_ = 7 and a.perms_ & 2 = 2 and t.tenant_id_ = 'sunshine'
                           and (a.group_id_ = :group or a.user_id_ = :user)
                        """)
                .param("group", group)
                .param("user", user)
                .query(String.class)
                .list());
    }

    private Set<String> ofSite(String definition) {
        return new TreeSet<>(jdbc.sql(
                        """
                        select t.id_ from act_ru_task t join act_re_procdef d on d.id_ = t.proc_def_id_
                         where t.tenant_id_ = 'sunshine'
                           and (cast(:definition as text) is null or d.key_ = :definition)
                        """)
                .param("definition", definition)
                .query(String.class)
                .list());
    }
}
