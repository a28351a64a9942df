package dev.steward.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.Http;
import dev.steward.Http.Reply;
import dev.steward.StewardTest;
import dev.steward.TestAccounts;
import dev.steward.matrix.RouteTable.Elsewhere;
import dev.steward.matrix.RouteTable.Row;
import dev.steward.platform.Api;
import dev.steward.platform.Role;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

@StewardTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A route of Spring's")
class SpringRoutesTest {

    private static final Map<Boolean, List<Row>> BY_PROFILE =
            RouteTable.read().stream().collect(Collectors.partitioningBy(row -> row.elsewhere() == Elsewhere.LOCAL));

    private static final List<Row> ROWS = BY_PROFILE.get(false);
    private static final List<Row> LOCAL = BY_PROFILE.get(true);

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    private Sunshine sunshine;
    private Requests requests;
    private List<String> unspeakable;
    private Http own;
    private Http foreign;

    /** Everybody of a site by their group: the account's name without the suffix of the other site. */
    private static final Map<String, String> PEOPLE = new TreeMap<>();

    static {
        TestAccounts.USERS.forEach((role, user) -> PEOPLE.put(role.group(), user));
    }

    @BeforeAll
    void things() {
        sunshine = new Sunshine(port, jdbc);
        requests = new Requests(sunshine);
        unspeakable = sunshine.unspeakable();
        own = Http.loggedIn("housekeeper", "tasklist", port);
        foreign = Http.loggedIn("supervisor-h", "tasklist", port);
        assertThat(unspeakable).hasSizeGreaterThan(20);
    }

    @AfterAll
    void tidy() {
        sunshine.tidy();
    }

    static Stream<Row> rows() {
        return ROWS.stream();
    }

    static Stream<Row> ours() {
        return ROWS.stream().filter(Row::isOurs);
    }

    @Test
    @DisplayName("that is mapped has its row in routes.txt, and a row its route")
    void complete() {
        Set<String> mapped = new TreeSet<>();
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> mapped.addAll(routes(info))));
        Set<String> known = new TreeSet<>();
        for (Row row : ROWS) {
            known.add(row.route(Api.PREFIX));
            known.add(row.route(Api.WEBAPP_PREFIX));
        }
        assertThat(known).containsExactlyInAnyOrderElementsOf(mapped);
    }

    @Test
    @DisplayName("of the local profile has its row too, and is nowhere else")
    void local() throws ReflectiveOperationException {
        var environment = new StandardEnvironment();
        environment.setActiveProfiles("local");
        var scanner = new ClassPathScanningCandidateComponentProvider(false, environment);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        Set<String> mapped = new TreeSet<>();
        for (BeanDefinition found : scanner.findCandidateComponents("dev.steward.platform.local")) {
            mapped.addAll(routes(Class.forName(found.getBeanClassName())));
        }
        assertThat(LOCAL.stream().map(row -> row.route("")).toList()).containsExactlyInAnyOrderElementsOf(mapped);
        for (Row row : LOCAL) {
            String path = row.template(Api.PREFIX).replace("{id}", "1");
            Reply reply = sunshine.as("admin")
                    .send(row.method(), path, "application/json", row.method().equals("POST") ? "{}" : null);
            assertThat(reply.status()).as(path).isIn(403, 404);
        }
    }

    private static Set<String> routes(Class<?> controller) {
        RequestMapping outer = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        Set<String> routes = new TreeSet<>();
        for (Method method : controller.getDeclaredMethods()) {
            RequestMapping inner = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
            if (outer != null && inner != null) {
                routes.add(inner.method()[0] + " " + outer.path()[0] + String.join("", inner.path()));
            }
        }
        return routes;
    }

    private static List<String> routes(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        List<String> routes = new ArrayList<>();
        for (String path : info.getPatternValues()) {
            if (methods.isEmpty()) {
                routes.add("ANY " + path);
            }
            methods.forEach(method -> routes.add(method + " " + path));
        }
        return routes;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @DisplayName("does for each role of the site what its row says, and is closed to nobody's")
    void ownSite(Row row) {
        List<String> wrong = new ArrayList<>();
        PEOPLE.forEach((group, user) -> {
            boolean owner = user.equals("frontdesk");
            check(row, group, row.allows(group, owner), call(row, user), wrong);
        });
        String admin = Role.ADMINISTRATOR.group();
        check(row, admin, row.allows(admin, false), call(row, "admin"), wrong);
        Reply nobody = requests.of(row).send(Http.anonymous(port), prefix(row, Api.PREFIX));
        boolean open = row.who().contains("ANYBODY");
        int expected = row.who().contains("NOBODY") ? 403 : 401;
        if (open ? nobody.status() != 200 : nobody.status() != expected) {
            wrong.add("nobody: " + nobody.status());
        }
        assertThat(wrong).isEmpty();
    }

    private Reply call(Row row, String user) {
        return requests.of(row).send(sunshine.as(user), prefix(row, Api.PREFIX));
    }

    private static String prefix(Row row, String prefix) {
        return row.isOurs() ? prefix : "";
    }

    private void check(Row row, String group, boolean allowed, Reply reply, List<String> wrong) {
        boolean open = row.who().contains("ANYBODY");
        boolean right = allowed || open
                ? reply.status() < 300
                : row.others().contains(reply.status()) || hidden(row, group, reply);
        if (!right) {
            wrong.add(group + ": " + reply.status() + " " + reply.body());
        }
    }

    /** Technicians are shown repairs only; a ticket that nobody has looked at is none. */
    private static boolean hidden(Row row, String group, Reply reply) {
        return group.equals(Role.TECHNICIAN.group())
                && row.request().equals("POST /tickets/{number}/own")
                && reply.status() == 404;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @DisplayName("gives nobody of another site anything of this one")
    void otherSite(Row row) {
        List<String> wrong = new ArrayList<>();
        PEOPLE.forEach((group, user) -> {
            String foreigner = user + "-h";
            Reply reply = call(row, foreigner);
            boolean allowed = row.allows(group, false);
            boolean right =
                    switch (row.elsewhere()) {
                        // whoever may not at home either may hear that first
                        case NOT_FOUND -> reply.status() == 404 || (!allowed && reply.status() == 403);
                        case FIELD ->
                            (reply.status() == 422 && reply.body().contains("site\""))
                                    || (!allowed && reply.status() == 403);
                        case LIST ->
                            allowed ? reply.status() == 200 : row.others().contains(reply.status());
                        case NONE, LOCAL ->
                            allowed || row.who().contains("ANYBODY")
                                    ? reply.status() < 300
                                    : row.others().contains(reply.status());
                    };
            if (!right) {
                wrong.add(foreigner + ": " + reply.status() + " " + reply.body());
            }
            tells(reply).forEach(word -> wrong.add(foreigner + " reads " + word));
        });
        assertThat(wrong).isEmpty();
    }

    private List<String> tells(Reply reply) {
        return unspeakable.stream().filter(word -> reply.body().contains(word)).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ours")
    @DisplayName("keeps to the same in the web applications' session")
    void session(Row row) {
        List<String> wrong = new ArrayList<>();
        check(
                row,
                "housekeeper",
                row.allows("housekeeper", false),
                requests.of(row).send(own, Api.WEBAPP_PREFIX),
                wrong);
        Reply reply = requests.of(row).send(foreign, Api.WEBAPP_PREFIX);
        if (row.elsewhere() == Elsewhere.NOT_FOUND && reply.status() != 404) {
            wrong.add("supervisor-h: " + reply.status() + " " + reply.body());
        }
        tells(reply).forEach(word -> wrong.add("supervisor-h reads " + word));
        Reply nobody = requests.of(row).send(Http.anonymous(port), Api.WEBAPP_PREFIX);
        if (nobody.status() != 401 && nobody.status() != 403) {
            wrong.add("nobody: " + nobody.status());
        }
        assertThat(wrong).isEmpty();
    }
}
