package dev.steward.platform.local;

import dev.steward.platform.CannotStart;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL's programs for this machine, unpacked once from the archive that the build brings along. */
final class PostgresBinaries {

    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

    private final Path home;
    private final Path output;
    private final boolean asRoot;

    private PostgresBinaries(Path home, Path output, boolean asRoot) {
        this.home = home;
        this.output = output;
        this.asRoot = asRoot;
    }

    /**
     * Finds the programs in the folder or unpacks them there (about a second).
     *
     * @param output the file that receives what the programs say
     */
    static PostgresBinaries in(DataFolder folder, Path output) throws IOException {
        boolean root = "root".equals(System.getProperty("user.name")) && !isWindows();
        if (root && !LinuxUtils.isUnshareAvailable()) {
            throw new CannotStart("PostgreSQL does not run as root, and this machine allows no user namespaces;"
                    + " start Steward as another user");
        }
        byte[] archive;
        try (InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), hardware())) {
            archive = packed.readAllBytes();
        } catch (IllegalStateException e) {
            throw new CannotStart(
                    "there is no embedded PostgreSQL for " + system() + " on " + hardware()
                            + "; start a PostgreSQL 17 and name it with --spring.datasource.url, .username and .password",
                    e);
        }
        CRC32 sum = new CRC32();
        sum.update(archive);
        Path home = folder.resolve("postgresql-" + HexFormat.of().toHexDigits((int) sum.getValue()));
        if (!Files.isDirectory(home)) {
            log.info("Unpacking PostgreSQL into {}", home);
            Path unfinished = folder.resolve("postgresql.new");
            FileSystemUtils.deleteRecursively(unfinished);
            unpack(archive, unfinished);
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresBinaries(home, output, root);
    }

    private static boolean isWindows() {
        return system().equals("Windows");
    }

    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.contains("windows") ? "Windows" : name.contains("mac") ? "Darwin" : "Linux";
    }

    private static String hardware() {
        String name = System.getProperty("os.arch", "");
        return name.equals("amd64") ? "x86_64" : name;
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(
                new BufferedInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("an entry of the archive leads out of it: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(path, target.resolve(entry.getLinkName()).normalize());
                } else {
                    Files.copy(tar, path);
                    if (target.relativize(path).startsWith("bin")
                            && !path.toFile().setExecutable(true)) {
                        throw new IOException("cannot make executable: " + path);
                    }
                }
            }
        }
    }

    /** The major version, which a data directory must have been written by. */
    int major() throws IOException {
        Process process = new ProcessBuilder(command("postgres", "--version")).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Integer.parseInt(answer.replaceFirst("(?s).*\\(PostgreSQL\\) (\\d+).*", "$1"));
    }

    /**
     * Runs a program to its end.
     *
     * @return whether it ended well within the time
     */
    boolean run(Duration limit, String program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(program, arguments))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()));
        // what it says is read for the reason of a failure
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (asRoot) {
            // in a user namespace of its own root is nobody, which is what PostgreSQL asks for
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin")
                .resolve(program + (isWindows() ? ".exe" : ""))
                .toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
