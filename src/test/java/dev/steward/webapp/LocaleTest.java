package dev.steward.webapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The web applications speak Chinese and carry the product's name and mark")
class LocaleTest {

    private static final String WEBJAR = "META-INF/resources/webjars/camunda/";

    /** Signs, formats and names that are the same in both languages. */
    private static final Set<String> SAME_IN_BOTH =
            Set.of("<", "<=", ">", ">=", "CSV", "JSON", "YYYY-MM-DDTHH:mm:ss", "L", "HH:mm", "");

    /** The English plural "s" after a noun: Chinese has none. */
    private static final Set<String> EMPTY_IN_CHINESE = Set.of(
            "labels/PLGN_BATCH_S", "labels/PLGN_MIG_S", "labels/PLGN_MOD_DIALOG_S", "labels/PLGN_MOD_RESTART_DIALOG_S");

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{.*?}}|\\{}|%[sd]|</?[a-z]+[^>]*>|&[a-z]+;|\\bLT\\b");

    private static final Pattern NEVER_MARKUP = Pattern.compile("<(null|undefined|Operation|definition|version)>");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    @DisplayName("Every text of the shipped version is translated, no more and no less")
    void complete(String app) throws IOException {
        assertThat(chinese(app).keySet()).isEqualTo(english(app).keySet());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    @DisplayName("Placeholders and markup survive translation")
    void placeholders(String app) throws IOException {
        Map<String, String> chinese = chinese(app);
        english(app)
                .forEach((key, text) ->
                        assertThat(marks(chinese.getOrDefault(key, ""))).as(key).isEqualTo(marks(text)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    @DisplayName("No text is empty or left in English")
    void translated(String app) throws IOException {
        Map<String, String> english = english(app);
        chinese(app).forEach((key, text) -> {
            String original = english.getOrDefault(key, "");
            if (EMPTY_IN_CHINESE.contains(key)) {
                assertThat(original).as(key).isEqualTo("s");
            } else if (!SAME_IN_BOTH.contains(original)) {
                assertThat(text).as(key).isNotBlank().isNotEqualTo(original);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"tasklist", "cockpit", "admin"})
    @DisplayName("Dates read as Chinese people write them: year first, week from Monday")
    void dates(String app) throws IOException {
        JsonNode dates = read(ours(app + "/locales/zh.json")).get("dateLocales");

        assertThat(dates.at("/longDateFormat/LLL").asText()).isEqualTo("YYYY年M月D日 LT");
        assertThat(dates.at("/longDateFormat/L").asText()).isEqualTo("YYYY-MM-DD");
        assertThat(dates.at("/months")).hasSize(12);
        assertThat(dates.at("/weekdays/0").asText()).isEqualTo("星期日");
        assertThat(dates.at("/week/dow").asInt()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"tasklist, Tasklist, 任务列表", "cockpit, Cockpit, 监控台", "admin, Admin, 系统管理", "welcome, Welcome, 首页"})
    @DisplayName(
            "config.js is the shipped one plus name, languages and our scripts: an upgrade that changes it is noticed")
    void configuration(String app, String name, String zh) throws IOException {
        String scripts = app.equals("tasklist")
                ? "'../../assets/steward/words', '../../assets/steward/ticket', '../../assets/steward/tasklist/counts', '../../assets/steward/tasklist/stock'"
                : "'../../assets/steward/words'";
        String added =
                """
                import { app } from '../../../assets/steward/brand.js';

                export default {
                  app: app('%s', '%s'),
                  locales: {
                    availableLocales: ['en', 'zh'],
                    fallbackLocale: 'en'
                  },
                  customScripts: [%s],
                  disableWelcomeMessage: true,

                """
                        .formatted(name, zh, scripts);

        assertThat(text(ours("app/" + app + "/scripts/config.js")))
                .isEqualTo(text(shipped("app/" + app + "/scripts/config.js")).replace("export default {\n", added));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    @DisplayName("The shipped style sheet hooks still exist: banner, mark, brand and user styles")
    void styles(String app) throws IOException {
        String shipped = text(shipped("app/" + app + "/camunda-" + app + "-bootstrap.css"));

        assertThat(shipped)
                .contains("[cam-widget-header] .ce-eol-banner {", ".brand-logo", ".form-signin .login-header");
        assertThat(text(shipped("app/" + app + "/index.html")))
                .contains("styles/user-styles.css", "$APP_ROOT/favicon.ico");
        assertThat(shipped.replaceAll("\\s+", " "))
                .as("the banner's height, which brand.css gives back to the page")
                .contains(
                        "body { padding-top: 65px; }",
                        "[cam-widget-header] .ce-eol-banner { background-color: #b5152b; color: white; text-align: center; height: 20px;");
        assertThat(text(ours("app/" + app + "/styles/user-styles.css")))
                .startsWith("@import '../../../assets/steward/brand.css';");
    }

    @Test
    @DisplayName("The English labels we replace are still shipped")
    void words() throws IOException {
        String words = text(ours("assets/steward/words.js"));
        Set<String> shipped = new HashSet<>(english("cockpit").keySet());
        shipped.addAll(english("tasklist").keySet());

        assertThat(Pattern.compile("^  ([A-Z_]+):", Pattern.MULTILINE)
                        .matcher(words)
                        .results()
                        .map(r -> "labels/" + r.group(1)))
                .isNotEmpty()
                .allMatch(key -> shipped.contains(key) || key.equals("labels/SETUP_SETUP"));
        assertThat(english("admin")).containsEntry("labels/SETUP_SETUP", "Camunda Setup");
        assertThat(english("tasklist")).containsEntry("labels/PROCESS_START_OK", "The process has been started.");
        assertThat(words + chinese("tasklist").get("labels/PROCESS_START_OK"))
                .as("whoever sends a report started no process")
                .contains("PROCESS_START_OK: 'Sent.'")
                .doesNotContain("流程");
    }

    @Test
    @DisplayName("Every file our pages import is there: a missing script would leave the whole application blank")
    void imports() throws IOException {
        Pattern imported = Pattern.compile("'\\.\\./(?:\\.\\./)+(assets/steward/[a-z.]+)'");
        for (String app : List.of("tasklist", "cockpit", "admin", "welcome")) {
            String pages = text(ours("app/" + app + "/scripts/config.js"))
                    + text(ours("app/" + app + "/styles/user-styles.css"));

            assertThat(imported.matcher(pages).results().map(r -> r.group(1)))
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(text(ours(path.contains(".") ? path : path + ".js")))
                            .isNotBlank());
        }
        assertThat(ours("assets/steward/mark.svg")).isNotNull();
    }

    @Test
    @DisplayName("Our files come before the shipped ones on the class path")
    void firstOnTheClassPath() {
        for (String path :
                List.of("favicon.ico", "app/tasklist/scripts/config.js", "app/welcome/styles/user-styles.css")) {
            assertThat(getClass().getClassLoader().getResource(WEBJAR + path)).isEqualTo(ours(path));
        }
    }

    @Test
    @DisplayName("Staff never read the engine's name where the product speaks for itself")
    void productName() throws IOException {
        for (String app : List.of("tasklist", "cockpit", "admin", "welcome")) {
            assertThat(chinese(app)).as(app).allSatisfy((key, text) -> {
                if (!Set.of("labels/BANNER_CE_EOL_TEXT", "labels/DOCUMENTATION_DESCRIPTION", "labels/FIRST_LOGIN_INFO")
                        .contains(key)) {
                    assertThat(text).as(key).doesNotContainIgnoringCase("camunda");
                }
            });
            assertThat(chinese(app).get("labels/TENANT_ID"))
                    .as("a tenant is a managed estate, never a renter")
                    .isIn(null, "项目编号");
            assertThat(HAN.matcher(chinese(app).get("labels/SIGN_OUT_ACTION")).find())
                    .isTrue();
        }
    }

    private Map<String, String> english(String app) throws IOException {
        return flat(read(shipped(app + "/locales/en.json")));
    }

    private Map<String, String> chinese(String app) throws IOException {
        return flat(read(ours(app + "/locales/zh.json")));
    }

    private static Map<String, String> flat(JsonNode node) {
        Map<String, String> texts = new TreeMap<>();
        collect("", node, texts);
        return texts;
    }

    private static void collect(String path, JsonNode node, Map<String, String> texts) {
        if (node.isObject()) {
            node.fields()
                    .forEachRemaining(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "/" + field.getKey(), field.getValue(), texts));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "/" + i, node.get(i), texts);
            }
        } else if (node.isTextual()) {
            texts.put(path, node.asText());
        }
    }

    private static List<String> marks(String text) {
        List<String> found = new ArrayList<>();
        PLACEHOLDER
                .matcher(NEVER_MARKUP.matcher(text).replaceAll(""))
                .results()
                .forEach(match -> found.add(match.group().replaceAll("\\{\\{\\s*(.*?)\\s*}}", "{{$1}}")));
        Collections.sort(found);
        return found;
    }

    private JsonNode read(URL file) throws IOException {
        return json.readTree(text(file));
    }

    /** The shipped files start with a byte order mark. */
    private static String text(URL file) throws IOException {
        try (var in = file.openStream()) {
            String text = new String(in.readAllBytes(), UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
    }

    private static URL ours(String path) {
        return find(path, "file");
    }

    private static URL shipped(String path) {
        return find(path, "jar");
    }

    private static URL find(String path, String protocol) {
        String full = WEBJAR + (path.contains("/locales/") && !path.startsWith("app/") ? "app/" + path : path);
        try {
            return Collections.list(LocaleTest.class.getClassLoader().getResources(full)).stream()
                    .filter(url -> url.getProtocol().equals(protocol))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(protocol + " resource missing: " + full));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
