package dev.steward.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.TestNode;
import dev.steward.ticket.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.util.FileSystemUtils;

@Execution(ExecutionMode.CONCURRENT) // nodes of its own: beside the other tests
@DisplayName("In the local profile Steward")
class LocalStartTest {

    private static final Pattern SMTP = Pattern.compile("listens on ports (\\d+) \\(SMTP\\)");

    @TempDir
    static Path folder;

    @TempDir
    static Path played;

    @AfterAll
    static void clean() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        FileSystemUtils.deleteRecursively(played);
    }

    @Test
    @DisplayName(
            "starts with nothing but Java, survives kill -9 with all it had, keeps a second one out, ends in good order")
    void lives() throws Exception {
        long server;
        try (TestNode node = start().awaitReady()) {
            await().untilAsserted(() -> assertThat(node.output())
                    .contains("Steward is ready.", node.url().replace("127.0.0.1", "localhost") + "/mail"));
            write("before the kill");
            send(node, "before the kill");
            assertThat(node.get("/mail?q=before")).isEqualTo(200);

            try (TestNode second = start()) {
                assertThat(second.awaitEnd()).isEqualTo(1);
                assertThat(second.output().lines().filter(line -> line.contains(" ERROR ")))
                        .singleElement()
                        .asString()
                        .contains("another Steward (process " + node.process().pid() + ") works in "
                                + folder.toRealPath());
            }
            node.kill();
            server = server();
            assertThat(ProcessHandle.of(server))
                    .as("its PostgreSQL has lost its parent")
                    .isPresent();
        }

        try (TestNode node = start().awaitReady()) {
            assertThat(node.output())
                    .contains("Stopping the PostgreSQL that a killed Steward left behind (process " + server);
            assertThat(read()).isEqualTo("before the kill");
            assertThat(Files.list(folder.resolve("mail"))).hasSize(1);
            assertThat(node.get("/mail/"
                            + Files.list(folder.resolve("mail"))
                                    .findFirst()
                                    .orElseThrow()
                                    .getFileName()
                                    .toString()
                                    .replace(".eml", "")))
                    .isEqualTo(200);

            assertThat(node.stop()).isIn(0, 143);
            assertThat(folder.resolve("database/postmaster.pid"))
                    .as("PostgreSQL ends with Steward")
                    .doesNotExist();
            String farewell = node.output().substring(node.output().indexOf("Commencing graceful shutdown"));
            assertThat(farewell)
                    .as("the database is there until everybody has left")
                    .doesNotContain("WARN", "ERROR");
        }
    }

    @Test
    @DisplayName("shows tickets in every state, a rejection that waits for its confirmation among them")
    void world() throws Exception {
        try (TestNode node =
                TestNode.start(Map.of(), "--steward.local.data=" + played).awaitReady()) {
            assertThat(listed(
                            played,
                            "select distinct case when waiting then 'WAITING_RESIDENT' else status end"
                                    + " from steward.ticket"))
                    .containsExactlyInAnyOrder(
                            Stream.of(Status.values()).map(Status::name).toArray(String[]::new));
            assertThat(listed(played, "select distinct task_def_key_ from public.act_ru_task"))
                    .contains("userTask_confirmRejection");
            assertThat(node.stop()).isIn(0, 143);
        }
    }

    private static List<String> listed(Path data, String query) throws Exception {
        try (Connection connection = connect(data);
                var statement = connection.createStatement()) {
            List<String> listed = new ArrayList<>();
            for (var found = statement.executeQuery(query); found.next(); ) {
                listed.add(found.getString(1));
            }
            return listed;
        }
    }

    private static TestNode start() {
        return TestNode.start(Map.of(), "--steward.local.data=" + folder, "--steward.local.world=false");
    }

    private static Connection connect() throws Exception {
        return connect(folder);
    }

    private static Connection connect(Path folder) throws Exception {
        Properties access = new Properties();
        try (var in = Files.newInputStream(folder.resolve("database.properties"))) {
            access.load(in);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + access.getProperty("port") + "/steward",
                access.getProperty("user"),
                access.getProperty("password"));
    }

    private static void write(String words) throws Exception {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("create table public.words (it text)");
            statement.execute("insert into public.words values ('" + words + "')");
        }
    }

    private static String read() throws Exception {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            var found = statement.executeQuery("select it from public.words");
            assertThat(found.next()).isTrue();
            return found.getString(1);
        }
    }

    private static void send(TestNode node, String subject) {
        Matcher port = SMTP.matcher(node.output());
        assertThat(port.find()).isTrue();
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(Integer.parseInt(port.group(1)));
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom("desk@example.com");
        message.setTo("li@example.com");
        message.setSubject(subject);
        message.setText("…");
        sender.send(message);
    }

    private static long server() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("database/postmaster.pid"))
                .get(0)
                .strip());
    }
}
