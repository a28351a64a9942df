package dev.steward.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.platform.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

@DisplayName("The local profile's database")
class EmbeddedDatabaseTest {

    @TempDir
    static Path temporary;

    /** A folder that has seen its first start; each test works in a copy. */
    private static Path prepared;

    private static int copies;

    private Path path;
    private DataFolder folder;

    @BeforeAll
    static void prepare() throws SQLException {
        prepared = temporary.resolve("prepared");
        try (DataFolder folder = DataFolder.open(prepared);
                EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            execute(database, "create table word (it text)");
            execute(database, "insert into word values ('first')");
        }
    }

    @BeforeEach
    void copy() throws Exception {
        path = temporary.resolve("copy" + ++copies);
        Process copy = new ProcessBuilder("cp", "-a", prepared.toString(), path.toString()).start();
        assertThat(copy.waitFor(30, TimeUnit.SECONDS)).isTrue();
        folder = DataFolder.open(path);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @AfterAll
    static void clean() throws Exception {
        FileSystemUtils.deleteRecursively(temporary);
    }

    @Test
    @DisplayName("keeps its data between starts, with every commit on disk")
    void keeps() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(query(database, "select it from word")).isEqualTo("first");
            assertThat(query(database, "show fsync")).isEqualTo("on");
            assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "show server_version")).startsWith("17.");
        }
    }

    @Test
    @DisplayName("stops a server that a killed Steward left behind, and loses nothing of what it had acknowledged")
    void orphan() throws SQLException {
        EmbeddedDatabase left = EmbeddedDatabase.start(folder);
        var stillConnected = DriverManager.getConnection(left.url(), left.user(), left.password());
        execute(left, "insert into word values ('second')");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(query(database, "select string_agg(it, ' ' order by it) from word"))
                    .isEqualTo("first second");
        }
        assertThatThrownBy(() -> stillConnected.createStatement().execute("select 1"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    @DisplayName("recovers when server and Steward were killed together")
    void bothKilled() throws Exception {
        EmbeddedDatabase left = EmbeddedDatabase.start(folder);
        execute(left, "insert into word values ('second')");
        long pid = Long.parseLong(
                Files.readAllLines(path.resolve("database/postmaster.pid")).get(0));
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        server.destroyForcibly();
        server.onExit().get(10, TimeUnit.SECONDS);

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(query(database, "select string_agg(it, ' ' order by it) from word"))
                    .isEqualTo("first second");
        }
    }

    @Test
    @DisplayName("leaves another program alone whose process number stands in the abandoned claim")
    void recycledNumber() throws Exception {
        Files.writeString(
                path.resolve("database/postmaster.pid"), ProcessHandle.current().pid() + "\n/elsewhere\n1\n1\n");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(query(database, "select it from word")).isEqualTo("first");
        }
    }

    @Test
    @DisplayName("is refused to a second Steward, naming the folder and the first one's process")
    void second() throws Exception {
        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("another Steward (process "
                        + ProcessHandle.current().pid() + ") works in " + path.toRealPath());
    }

    @Test
    @DisplayName("of another major version is refused, naming both versions, and is not touched")
    void otherMajor() throws Exception {
        Files.writeString(path.resolve("database/PG_VERSION"), "16\n");
        assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("written by PostgreSQL 16, this Steward brings PostgreSQL 17");
        assertThat(path.resolve("database/global/pg_control")).exists();
    }

    @Test
    @DisplayName("with damaged data is refused with PostgreSQL's own reason and without waiting")
    void damaged() throws Exception {
        byte[] control = Files.readAllBytes(path.resolve("database/global/pg_control"));
        control[100] ^= 1;
        Files.write(path.resolve("database/global/pg_control"), control);
        long before = System.nanoTime();
        assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("does not start: ")
                .hasMessageContaining("incorrect checksum in control file")
                .hasMessageContaining("move " + path.toRealPath() + " away");
        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(20));
    }

    @Test
    @DisplayName("begins afresh when the very first start was interrupted")
    void interruptedFirstStart() throws Exception {
        FileSystemUtils.deleteRecursively(path.resolve("database"));
        Files.createDirectories(path.resolve("database.new/global"));
        Files.writeString(path.resolve("database.new/postgresql.conf"), "half a line");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(query(database, "select current_database()")).isEqualTo("steward");
        }
    }

    @Test
    @DisplayName("lets nobody in without its password")
    void password() {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.user(), "steward"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
