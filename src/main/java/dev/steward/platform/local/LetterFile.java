package dev.steward.platform.local;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A letter on disk: the message as it came, after one line that names the recipient. */
final class LetterFile {

    private static final String ENDING = ".eml";
    private static final String RECIPIENT = "Delivered-To";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private LetterFile() {}

    static boolean is(Path file) {
        return file.getFileName().toString().matches("\\d{8}T\\d{9}-\\d{6}\\.eml");
    }

    /** Written beside its place and moved there, so that a crash leaves no half letter. */
    static Letter write(Path folder, Instant at, long count, String recipient, MimeMessage message)
            throws IOException, MessagingException {
        String id = NAME.format(at) + "-" + "%06d".formatted(count % 1_000_000);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String address = recipient.replaceAll("[\\p{Cntrl}]", "");
        bytes.writeBytes((RECIPIENT + ": " + address + "\r\n").getBytes(StandardCharsets.UTF_8));
        message.writeTo(bytes);
        Path unfinished = folder.resolve(id + ".new");
        Files.write(unfinished, bytes.toByteArray());
        Files.move(unfinished, folder.resolve(id + ENDING), StandardCopyOption.ATOMIC_MOVE);
        return parse(id, bytes.toByteArray());
    }

    static Letter read(Path file) throws IOException, MessagingException {
        String name = file.getFileName().toString();
        return parse(name.substring(0, name.length() - ENDING.length()), Files.readAllBytes(file));
    }

    static MimeMessage message(String source) throws MessagingException {
        return message(source.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static MimeMessage message(byte[] source) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(source));
    }

    private static Letter parse(String id, byte[] source) throws IOException, MessagingException {
        MimeMessage message = message(source);
        return new Letter(
                id,
                NAME.parse(id.substring(0, id.indexOf('-')), LocalDateTime::from)
                        .toInstant(ZoneOffset.UTC),
                header(message, RECIPIENT),
                header(message, "From"),
                header(message, "Subject"),
                message.getMessageID(),
                find(message, "text/plain").orElse(""),
                find(message, "text/html").orElse(null),
                new String(source, StandardCharsets.ISO_8859_1));
    }

    private static String header(MimeMessage message, String name) throws IOException, MessagingException {
        String value = message.getHeader(name, null);
        return value == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(value));
    }

    private static Optional<String> find(Part part, String type) throws IOException, MessagingException {
        if (part.isMimeType(type) && !Part.ATTACHMENT.equalsIgnoreCase(disposition(part))) {
            return Optional.of(String.valueOf(part.getContent()));
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                Optional<String> found = find(inner, type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable String disposition(Part part) throws MessagingException {
        return part.getDisposition();
    }
}
