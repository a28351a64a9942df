package dev.steward.platform.local;

import dev.steward.platform.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that holds everything the local profile keeps, and the lock that lets one Steward at a time into it. */
final class DataFolder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DataFolder.class);

    /** How long a Steward that is on its way out may take before the next one gives up. */
    private static final Duration LEAVING = Duration.ofSeconds(60);

    private static final String RUNNING = "running";
    private static final String STOPPING = "stopping";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens the folder, creating it where it does not exist, for its owner only.
     *
     * @throws CannotStart when it cannot be written or another Steward works in it
     */
    static DataFolder open(Path wanted) {
        try {
            Path path = create(wanted.toAbsolutePath().normalize());
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(path, channel);
            if (lock == null) {
                channel.close();
                throw new CannotStart("another Steward (process " + holder(path) + ") works in " + path
                        + "; stop it, or give this one a folder of its own with --steward.local.data=<folder>");
            }
            DataFolder folder = new DataFolder(path, channel, lock);
            folder.note(RUNNING);
            return folder;
        } catch (IOException e) {
            throw new CannotStart(
                    "the folder " + wanted.toAbsolutePath().normalize() + " cannot be used (" + e
                            + "); it must be writable by the user that starts Steward",
                    e);
        }
    }

    private static Path create(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
            ownerOnly(path, "rwx------");
        }
        return path.toRealPath();
    }

    private static @Nullable FileLock lock(Path path, FileChannel channel) throws IOException {
        long giveUp = System.nanoTime() + LEAVING.toNanos();
        boolean told = false;
        while (true) {
            FileLock lock = tryLock(channel);
            if (lock != null || !state(path).endsWith(STOPPING) || System.nanoTime() > giveUp) {
                return lock;
            }
            if (!told) {
                log.info("Waiting for another Steward (process {}) to leave {}", holder(path), path);
                told = true;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    /** Only the owner may read what stands there; does nothing where the file system has no such permissions. */
    static void ownerOnly(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Lets a start that comes too early wait instead of giving up. */
    void leaving() {
        note(STOPPING);
    }

    private void note(String state) {
        try {
            Files.writeString(path.resolve("process"), ProcessHandle.current().pid() + " " + state);
        } catch (IOException e) {
            log.warn("Cannot write {}: {}", path.resolve("process"), e.toString());
        }
    }

    private static String holder(Path path) {
        return state(path).replaceFirst(" .*", "");
    }

    private static String state(Path path) {
        try {
            return Files.readString(path.resolve("process")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
