package dev.steward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Steward in a JVM of its own, as an operator starts it: for what only a second node, a kill or a start that is refused
 * can show. Takes a free port; its output is kept in {@code target/nodes}.
 */
public final class TestNode implements AutoCloseable {

    /** A fresh start takes ten seconds, on a very busy machine two minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Process process;
    private final Path output;

    private TestNode(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** What a node of the production profile finds in its environment. Add to it, or take away what is to be missing. */
    public static Map<String, String> production(String databaseUrl) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPRING_PROFILES_ACTIVE", "production");
        environment.put("STEWARD_DB_URL", databaseUrl);
        environment.put("STEWARD_DB_USER", "postgres");
        environment.put("STEWARD_DB_PASSWORD", "not asked for");
        environment.put("STEWARD_SMTP_HOST", "127.0.0.1");
        environment.put("STEWARD_SMTP_STARTTLS", "false");
        environment.put("STEWARD_MAIL_FROM", "desk@example.com");
        environment.put("STEWARD_PUBLIC_URL", "http://localhost");
        return environment;
    }

    /** Starts a node and returns at once. */
    public static TestNode start(Map<String, String> environment, String... arguments) {
        try {
            Path output = Files.createDirectories(Path.of("target", "nodes"))
                    .resolve("node-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + ".log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath(),
                    "dev.steward.Steward",
                    "--server.port=0"));
            command.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("STEWARD_") || name.startsWith("SPRING_"));
            builder.environment().putAll(environment);
            return new TestNode(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The application's own classes and libraries, without those of the tests. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits until the node says that it is ready to serve. */
    public TestNode awaitReady() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            assertThat(process.isAlive()).as("the node has ended: %s", tail()).isTrue();
            return PORT.matcher(output()).find() && get("/actuator/health/readiness") == 200;
        });
        return this;
    }

    /** Waits until the node has ended by itself, and gives its exit code. */
    public int awaitEnd() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the node still runs: %s", tail())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code kill} and Ctrl+C do. */
    public int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** The address of the node, which ends without a slash. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        Matcher port = PORT.matcher(output());
        assertThat(port.find()).as("the web server runs").isTrue();
        return Integer.parseInt(port.group(1));
    }

    /** The status that a GET without a login is answered with; 0 when nobody answers. */
    public int get(String path) {
        return status(HttpRequest.newBuilder(URI.create(url() + path)));
    }

    /** The status that a GET with a login is answered with. */
    public int get(String path, String user, String password) {
        return status(HttpRequest.newBuilder(URI.create(url() + path)).header("Authorization", basic(user, password)));
    }

    /** The status that a POST of JSON with a login is answered with. */
    public int post(String path, String user, String password, String json) {
        return status(HttpRequest.newBuilder(URI.create(url() + path))
                .header("Authorization", basic(user, password))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static int status(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything that it has printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tail() {
        List<String> lines = output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
