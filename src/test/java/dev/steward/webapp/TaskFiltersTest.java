package dev.steward.webapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.Http;
import dev.steward.StewardTest;
import dev.steward.TestAccounts;
import dev.steward.platform.CannotStart;
import dev.steward.platform.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

@StewardTest
@DisplayName("Tasklist's filters")
class TaskFiltersTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    @Autowired
    TaskFilters taskFilters;

    @Autowired
    FilterFile file;

    @Autowired
    FilterService filters;

    @Autowired
    TaskService taskService;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    /** As shipped again, whatever a test did. */
    @AfterEach
    void asShipped() {
        filters.createTaskFilterQuery().list().forEach(filter -> filters.deleteFilter(filter.getId()));
        jdbc.sql("delete from steward.task_filter").update();
        taskFilters.bringAbout(file);
    }

    @Test
    @DisplayName("are for each role the ones of its day, at both sites alike, the one that it starts with first")
    void roles() {
        Map<Role, List<String>> expected = Map.of(
                Role.FRONT_DESK,
                List.of(
                        "Mine",
                        "To take",
                        "Due in two hours",
                        "Overdue",
                        "Waiting for the resident",
                        "Hand-overs to me",
                        "My team"),
                Role.MONITORING_CENTER,
                List.of(
                        "To take",
                        "Mine",
                        "Due in two hours",
                        "Overdue",
                        "Waiting for the resident",
                        "Hand-overs to me",
                        "My team"),
                Role.HOUSEKEEPER,
                List.of(
                        "Mine",
                        "To take",
                        "Call-backs today",
                        "Due in two hours",
                        "Overdue",
                        "Waiting for the resident",
                        "Hand-overs to me",
                        "My team"),
                Role.DISPATCHER,
                List.of(
                        "To dispatch",
                        "To take",
                        "Mine",
                        "Due in two hours",
                        "Overdue",
                        "Waiting for the resident",
                        "Hand-overs to me",
                        "My team"),
                Role.TECHNICIAN,
                List.of(
                        "Mine",
                        "To take",
                        "Today's visits",
                        "Due in two hours",
                        "Overdue",
                        "Waiting for the resident",
                        "Hand-overs to me",
                        "My team"),
                Role.ENGINEERING_OFFICE,
                List.of(
                        "Objections",
                        "To take",
                        "Mine",
                        "Due in two hours",
                        "Overdue",
                        "Waiting for the resident",
                        "Hand-overs to me",
                        "My team"),
                Role.CALLBACK_AGENT,
                List.of(
                        "Call-backs today",
                        "Mine",
                        "To take",
                        "Due in two hours",
                        "Overdue",
                        "Waiting for the resident",
                        "Hand-overs to me",
                        "My team"),
                Role.SUPERVISOR,
                List.of(
                        "Overdue at my site",
                        "Due in two hours at my site",
                        "Mine",
                        "To take",
                        "Waiting for the resident",
                        "Hand-overs to me",
                        "All"),
                Role.MANAGER,
                List.of(
                        "Overdue at my site",
                        "Mine",
                        "To take",
                        "Waiting for the resident",
                        "Hand-overs to me",
                        "All"));
        expected.forEach((role, names) -> {
            String user = TestAccounts.USERS.get(role);
            assertThat(Filters.of(user, port).names()).as(user).isEqualTo(names);
            assertThat(Filters.of(user + "-h", port).names()).as(user + "-h").isEqualTo(names);
        });
    }

    @Test
    @DisplayName("speak the reader's language")
    void languages() {
        Filters chinese = Filters.of("technician", "zh-CN,zh;q=0.9", port);
        assertThat(chinese.names()).containsExactly("我的任务", "待认领", "今日上门", "两小时内到期", "已超时", "等待住户", "交接给我", "我的班组");
        JsonNode mine = chinese.list().get(0);
        assertThat(mine.at("/properties/description").asText()).isEqualTo("由我办理的任务");
        assertThat(Filters.of("technician", port)
                        .list()
                        .get(0)
                        .at("/properties/description")
                        .asText())
                .isEqualTo("What I have to do");
        assertThat(Http.as("technician", port).get("/engine-rest/filter").body())
                .as("systems see what the engine has")
                .contains("我的任务 · Mine");
    }

    @Test
    @DisplayName(
            "are told to administrators as they are stored, so that editing one takes nothing from the others' readers")
    void edited() {
        Filter stored = stored("mine");
        Filters admin = Filters.of("admin", port);
        JsonNode told = admin.list().stream()
                .filter(filter -> filter.get("id").asText().equals(stored.getId()))
                .findFirst()
                .orElseThrow();
        assertThat(told.get("name").asText()).isEqualTo("我的任务 · Mine");
        assertThat(told.at("/properties/priority").asInt())
                .isEqualTo(stored.getProperties().get("priority"));

        ObjectNode saved = (ObjectNode) told;
        ((ObjectNode) saved.get("properties")).put("color", "#000000");
        assertThat(admin.http()
                        .put(ENGINE + "/filter/" + stored.getId(), saved.toString())
                        .status())
                .isEqualTo(204);
        assertThat(Filters.of("technician", "zh-CN,zh;q=0.9", port).names()).startsWith("我的任务", "待认领");
        assertThat(Filters.of("technician", port).names()).startsWith("Mine", "To take");
    }

    @Test
    @DisplayName("that the engine refuses to evaluate take no counts from the others")
    void counts() {
        Filter broken = stored("mine");
        broken.setQuery(taskService
                .createTaskQuery()
                .or()
                .taskAssigneeExpression("${1 + 1}")
                .endOr());
        filters.saveFilter(broken);

        JsonNode counts = Filters.of("technician", port)
                .http()
                .get("/camunda/api/steward/v1/filters/counts")
                .json();

        assertThat(counts.findValuesAsText("filter"))
                .hasSize(7)
                .doesNotContain(broken.getId())
                .contains(stored("overdue").getId());
    }

    @Test
    @DisplayName("are nobody's to change but an administrator's, and nobody makes one of his own")
    void others() {
        Filters technician = Filters.of("technician", port);
        String mine = technician.list().get(0).get("id").asText();
        String hers = stored("objections").getId();

        assertThat(technician
                        .http()
                        .put(
                                ENGINE + "/filter/" + mine,
                                "{\"name\":\"x\",\"resourceType\":\"Task\",\"query\":{},\"properties\":{}}")
                        .status())
                .isEqualTo(403);
        assertThat(technician.http().delete(ENGINE + "/filter/" + mine).status())
                .isEqualTo(403);
        assertThat(technician
                        .http()
                        .post(
                                ENGINE + "/filter/create",
                                "{\"name\":\"x\",\"resourceType\":\"Task\",\"query\":{},\"properties\":{}}")
                        .status())
                .isEqualTo(403);
        assertThat(technician.http().get(ENGINE + "/filter/" + hers + "/count").status())
                .as("a filter of another role")
                .isEqualTo(403);
    }

    @Test
    @DisplayName("that a company has changed or deleted stay so, the others follow the file")
    void upgrade() throws IOException {
        Filter changed = stored("overdue");
        changed.setName("Ours: late");
        filters.saveFilter(changed);
        filters.deleteFilter(stored("my-team").getId());

        taskFilters.bringAbout(changed("What I have to do,", "What is mine,"));

        assertThat(titles()).containsKey("Ours: late").doesNotContainKeys("已逾期 · Overdue", "我的班组 · My team");
        assertThat(stored("mine").getProperties()).containsEntry("description", "由我办理的任务 · What is mine");
    }

    @Test
    @DisplayName(
            "that are not shipped any more disappear, unless a company has changed them; who sees them follows too")
    void withdrawn() throws IOException {
        String objections = stored("objections").getId();
        Filter dispatch = stored("to-dispatch");
        dispatch.setName("Ours: to dispatch");
        filters.saveFilter(dispatch);

        taskFilters.bringAbout(changed(Map.of(
                "[objections, ", "[",
                "[to-dispatch, ", "[",
                "  objections:\n", "  another:\n",
                "  to-dispatch:\n", "  a-third:\n")));

        assertThat(filters.createTaskFilterQuery().filterId(objections).count()).isZero();
        assertThat(filters.createTaskFilterQuery().filterId(dispatch.getId()).count())
                .isOne();
        assertThat(Filters.of("engineering", port).names())
                .doesNotContain("Objections")
                .startsWith("To take");
    }

    @Test
    @DisplayName("with a mistake in the file refuse the start and name the entry")
    void mistakes() {
        refused("roles.technician: there is no filter \"mien\" above", "technician: [mine,", "technician: [mien,");
        refused("roles.techie: no role that works with Tasklist", "  technician: [", "  techie: [");
        refused("filters.mine.colour: must be like #14565a", "colour: \"#14565a\"", "colour: green");
        refused("filters.mine.tasks: no task query", "tasks: {assigneeExpression:", "tasks: {asigneeExpression:");
        refused("line", "filters:", "filters: [");
        refused("filters.mine: is empty", "  mine:\n", "  mine:\n  mine-too:\n");
        refused("there is no filter \"null\"", "technician: [mine,", "technician: [null,");
        refused(
                "filters.mine.tasks.assigneeExpression: \"${me()}\" is no expression of filters; they are ${currentUser",
                "tasks: {assigneeExpression: \"${currentUser()}\"}",
                "tasks: {assigneeExpression: \"${me()}\"}");
        refused(
                "filters.overdue.tasks.orQueries.assigneeExpression",
                "      dueBeforeExpression: \"${now()}\"\n      orQueries:\n        - {assigneeExpression: \"${currentUser()}\",",
                "      dueBeforeExpression: \"${now()}\"\n      orQueries:\n        - {assigneeExpression: \"${us()}\",");
    }

    private void refused(String message, String from, String to) {
        assertThatThrownBy(() -> changed(from, to))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("filters.yaml")
                .hasMessageContaining(message);
    }

    @Test
    @DisplayName("of today end where the site's day ends, over the change of the clocks too")
    void today() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(SiteDay.endOfDay(Instant.parse("2026-06-02T15:59:59Z"), ZoneId.of("Asia/Shanghai")))
                .isEqualTo("2026-06-02T16:00:00Z");
        assertThat(SiteDay.endOfDay(Instant.parse("2026-10-24T22:00:00Z"), berlin))
                .isEqualTo("2026-10-25T23:00:00Z");
    }

    private Map<String, Filter> titles() {
        Map<String, Filter> titles = new TreeMap<>();
        filters.createTaskFilterQuery().list().forEach(filter -> titles.put(filter.getName(), filter));
        return titles;
    }

    private Filter stored(String key) {
        return titles().get(file.filters().get(key).title());
    }

    private static FilterFile changed(String from, String to) throws IOException {
        return changed(Map.of(from, to));
    }

    private static FilterFile changed(Map<String, String> changes) throws IOException {
        String yaml = new ClassPathResource("filters.yaml").getContentAsString(StandardCharsets.UTF_8);
        for (var change : changes.entrySet()) {
            assertThat(yaml).contains(change.getKey());
            yaml = yaml.replace(change.getKey(), change.getValue());
        }
        return new FilterFile("filters.yaml", yaml);
    }
}
