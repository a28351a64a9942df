package dev.steward.platform.local;

import dev.steward.platform.CannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The local profile's PostgreSQL: data kept in the folder, every commit on disk before it is acknowledged, reachable from
 * this machine only and with a password of its own. A server that was left behind by a killed Steward is stopped before
 * the next one starts.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    /** Enough for a recovery after a crash on a slow disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String NAME = "steward";
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String PORT = "port";

    private final PostgresBinaries binaries;
    private final Path data;
    private final Path output;
    private final Path settings;
    private final Properties access = new Properties();

    private EmbeddedDatabase(DataFolder folder) throws IOException {
        this.data = folder.resolve("database");
        this.output = folder.resolve("database.log");
        this.settings = folder.resolve("database.properties");
        Files.deleteIfExists(output);
        this.binaries = PostgresBinaries.in(folder, output);
        if (!Files.exists(data)) {
            initialise(folder.resolve("database.new"));
        }
    }

    /** @throws CannotStart when the data were written by another version or are damaged */
    static EmbeddedDatabase start(DataFolder folder) {
        try {
            EmbeddedDatabase database = new EmbeddedDatabase(folder);
            database.checkVersion();
            database.readAccess();
            database.stopOrphan();
            database.startServer();
            database.createDatabase();
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL cannot be started", e);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + access.getProperty(PORT) + "/" + NAME;
    }

    String user() {
        return access.getProperty(USER);
    }

    String password() {
        return access.getProperty(PASSWORD);
    }

    /** Made beside its place and moved there when complete, so that an interrupted first start leaves nothing half done. */
    private void initialise(Path unfinished) throws IOException {
        FileSystemUtils.deleteRecursively(unfinished);
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        access.setProperty(USER, NAME);
        access.setProperty(PASSWORD, HexFormat.of().formatHex(secret));
        access.setProperty(PORT, "0");
        writeAccess();
        Path passwordFile = Files.writeString(settings.resolveSibling("database.password"), password());
        try {
            DataFolder.ownerOnly(passwordFile, "rw-------");
            boolean done = binaries.run(
                    PATIENCE,
                    "initdb",
                    "--pgdata=" + unfinished,
                    "--username=" + user(),
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    // the same order of text on every machine
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8");
            if (!done) {
                throw new CannotStart("PostgreSQL's data directory cannot be made: " + lastWords());
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void checkVersion() throws IOException {
        Path version = data.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            throw damaged("it has no PG_VERSION");
        }
        String written = Files.readString(version).strip();
        int major = binaries.major();
        if (!written.equals(Integer.toString(major))) {
            throw new CannotStart("the data in " + data + " were written by PostgreSQL " + written
                    + ", this Steward brings PostgreSQL " + major + "; move " + data.getParent()
                    + " away to begin with an empty one, or start the Steward that wrote it");
        }
    }

    private void readAccess() throws IOException {
        if (!Files.exists(settings)) {
            throw new CannotStart(
                    settings + " is missing: it holds the password of the database beside it; put it back,"
                            + " or move " + data.getParent() + " away to begin with an empty one");
        }
        try (InputStream in = Files.newInputStream(settings)) {
            access.load(in);
        }
    }

    private void writeAccess() throws IOException {
        Path fresh = settings.resolveSibling("database.properties.new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh);
        DataFolder.ownerOnly(fresh, "rw-------");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            access.store(out, "The local profile's PostgreSQL, database " + NAME + " on 127.0.0.1");
        }
        Files.move(fresh, settings, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A killed JVM leaves its server running; a killed machine leaves the file that claims so. */
    private void stopOrphan() throws IOException {
        Path claim = data.resolve("postmaster.pid");
        if (!Files.exists(claim)) {
            return;
        }
        Optional<ProcessHandle> claimed = processOf(claim);
        Optional<ProcessHandle> orphan = claimed.filter(process -> isServerOf(process, data));
        if (orphan.isEmpty()) {
            // the number may belong to somebody else by now, which would keep PostgreSQL from starting
            claimed.ifPresent(other -> log.info("{} names process {}, which is another program", claim, other.pid()));
            Files.deleteIfExists(claim);
            return;
        }
        log.info(
                "Stopping the PostgreSQL that a killed Steward left behind (process {})",
                orphan.get().pid());
        boolean stopped = binaries.run(
                PATIENCE.plusSeconds(5), "pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", seconds());
        if (!stopped && !gone(orphan.get())) {
            throw new CannotStart("a PostgreSQL (process " + orphan.get().pid() + ") works in " + data
                    + " and cannot be stopped: " + lastWords());
        }
    }

    private static Optional<ProcessHandle> processOf(Path claim) throws IOException {
        List<String> lines = Files.readAllLines(claim);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
    }

    /** Whether a process is PostgreSQL itself, working in exactly this directory. */
    static boolean isServerOf(ProcessHandle process, Path data) {
        boolean postgres = process.info()
                .command()
                .map(Path::of)
                .map(Path::getFileName)
                .map(Path::toString)
                .filter(name -> name.equals("postgres") || name.equals("postgres.exe"))
                .isPresent();
        // where a system does not show the arguments of a process, the name has to do
        return postgres
                && process.info()
                        .arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(data.toString()))
                        .orElse(true);
    }

    private static boolean gone(ProcessHandle process) {
        try {
            process.destroy();
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void startServer() throws IOException {
        boolean started = startServer(port());
        for (int again = 0; !started && lastWords().contains("could not bind") && again < 3; again++) {
            access.setProperty(PORT, "0");
            started = startServer(port());
        }
        if (!started) {
            throw damaged(lastWords());
        }
        log.info("PostgreSQL listens on port {}; {} has the rest", access.getProperty(PORT), settings);
    }

    private boolean startServer(int port) throws IOException {
        access.setProperty(PORT, Integer.toString(port));
        writeAccess();
        Files.deleteIfExists(output);
        String options = "-p " + port
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
                + " -c fsync=on -c synchronous_commit=on -c timezone=UTC -c log_timezone=UTC";
        return binaries.run(
                PATIENCE.plusSeconds(5),
                "pg_ctl",
                "start",
                "-D",
                data.toString(),
                "-w",
                "-t",
                seconds(),
                "-o",
                options);
    }

    /** The port of last time where it is still free, otherwise any. */
    private int port() throws IOException {
        int last = Integer.parseInt(access.getProperty(PORT, "0"));
        try (ServerSocket free = new ServerSocket(last, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException taken) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            }
        }
    }

    private void createDatabase() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url());
        source.setDatabaseName("postgres");
        source.setUser(user());
        source.setPassword(password());
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            var existing = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'");
            if (!existing.next()) {
                statement.execute("create database " + NAME);
            }
        } catch (SQLException e) {
            close();
            throw new CannotStart("PostgreSQL runs in " + data + " but refuses Steward: " + e.getMessage(), e);
        }
    }

    private static String seconds() {
        return Long.toString(PATIENCE.toSeconds());
    }

    private CannotStart damaged(String reason) {
        return new CannotStart("the database in " + data + " does not start: " + reason + "; " + output
                + " has the rest. If its data are damaged, put back a copy, or move " + data.getParent()
                + " away to begin with an empty one");
    }

    /** The line in which PostgreSQL says what is wrong. */
    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(output);
            Predicate<String> serious = line -> line.matches(".*\\b(FATAL|PANIC|error):.*");
            return lines.stream()
                    .filter(serious)
                    .findFirst()
                    .map(line -> line.replaceFirst(".*?\\b(FATAL|PANIC|error): *", ""))
                    .orElseGet(() -> lines.isEmpty() ? "it says nothing" : lines.get(lines.size() - 1));
        } catch (IOException e) {
            return "it says nothing";
        }
    }

    @Override
    public void close() {
        try {
            boolean stopped = binaries.run(
                    PATIENCE.plusSeconds(5),
                    "pg_ctl",
                    "stop",
                    "-D",
                    data.toString(),
                    "-m",
                    "fast",
                    "-w",
                    "-t",
                    seconds());
            if (!stopped) {
                log.warn("PostgreSQL did not stop in time; the next start will see to it ({})", lastWords());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
