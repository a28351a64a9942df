package dev.steward.platform.local;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local profile's mail server: takes every letter for everybody, keeps it on disk before it says yes, and lets it be
 * read by IMAP (the address is the account, {@code steward} its password) and in the browser. Listens on this machine only.
 */
public final class LocalMail implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalMail.class);

    static final String HOST = "127.0.0.1";

    private static final String PASSWORD = "steward";

    /** Older letters are thrown away at the start. */
    private static final int KEPT = 1000;

    private final Path folder;
    private final Clock clock;
    private final GreenMail server;
    private final ConcurrentSkipListMap<String, Letter> letters = new ConcurrentSkipListMap<>();
    private final AtomicLong count = new AtomicLong();

    private LocalMail(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAP)
        });
    }

    static LocalMail start(Path folder, Clock clock) {
        LocalMail mail = new LocalMail(folder, clock);
        mail.server.start();
        mail.server.getUserManager().setMessageDeliveryHandler(mail::take);
        mail.readKept();
        log.info("The mail server listens on ports {} (SMTP) and {} (IMAP)", mail.smtpPort(), mail.imapPort());
        return mail;
    }

    /** Every letter, oldest first. */
    public List<Letter> letters() {
        return List.copyOf(letters.values());
    }

    Optional<Letter> find(String id) {
        return Optional.ofNullable(letters.get(id));
    }

    public int smtpPort() {
        return server.getSmtp().getPort();
    }

    public int imapPort() {
        return server.getImap().getPort();
    }

    private void readKept() {
        try {
            Files.createDirectories(folder);
            List<Path> files;
            try (Stream<Path> all = Files.list(folder)) {
                files = all.filter(LetterFile::is).sorted().toList();
            }
            int outdated = Math.max(0, files.size() - KEPT);
            for (Path file : files.subList(0, outdated)) {
                Files.deleteIfExists(file);
            }
            for (Path file : files.subList(outdated, files.size())) {
                readKept(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readKept(Path file) {
        try {
            Letter letter = LetterFile.read(file);
            letters.put(letter.id(), letter);
            count.incrementAndGet();
            account(letter.to()).deliver(LetterFile.message(letter.source()));
        } catch (IOException | MessagingException | UserException | RuntimeException e) {
            log.warn("A kept letter cannot be read, {}: {}", file, e.toString());
        }
    }

    private GreenMailUser take(MovingMessage message, MailAddress recipient) throws MessagingException, UserException {
        try {
            Letter letter = LetterFile.write(
                    folder, clock.instant(), count.incrementAndGet(), recipient.getEmail(), message.getMessage());
            letters.put(letter.id(), letter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return account(recipient.getEmail());
    }

    private synchronized GreenMailUser account(String address) throws UserException {
        UserManager users = server.getUserManager();
        GreenMailUser known = users.getUserByEmail(address);
        return known != null ? known : users.createUser(address, address, PASSWORD);
    }

    @Override
    public void close() {
        server.stop();
    }
}
