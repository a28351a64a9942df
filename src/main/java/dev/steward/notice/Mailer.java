package dev.steward.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** The mail server: turns a letter into a message and hands it over. Returns when the server has taken it. */
@Component
class Mailer {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final int LONGEST_WAIT = 15_000;
    private static final Set<Integer> FOR_GOOD = Set.of(550, 551, 553);

    private final JavaMailSender mail;
    private final NoticeProperties properties;

    Mailer(JavaMailSender mail, NoticeProperties properties) {
        this.mail = mail;
        this.properties = properties;
        if (mail instanceof JavaMailSenderImpl smtp) {
            limit(smtp.getJavaMailProperties());
        }
    }

    // a server that never answers must not outlive the lease, whatever is configured
    private static void limit(Properties settings) {
        for (String protocol : new String[] {"smtp", "smtps"}) {
            atMost(settings, "mail." + protocol + ".connectiontimeout", 5_000);
            atMost(settings, "mail." + protocol + ".timeout", 10_000);
            atMost(settings, "mail." + protocol + ".writetimeout", 10_000);
        }
    }

    private static void atMost(Properties settings, String key, int preset) {
        String configured = settings.getProperty(key);
        int millis = configured == null ? preset : Integer.parseInt(configured.strip());
        settings.setProperty(key, Integer.toString(millis <= 0 ? preset : Math.min(millis, LONGEST_WAIT)));
    }

    void send(Envelope envelope, Letter letter, Desk desk, String recipient, Instant now) {
        MimeMessage message = compose(envelope, letter, desk, recipient, now);
        try {
            mail.send(message);
        } catch (MailSendException failure) {
            // without a failed message only the goodbye went wrong: the server had taken it
            if (!failure.getFailedMessages().isEmpty()) {
                throw failure;
            }
        }
    }

    private MimeMessage compose(Envelope envelope, Letter letter, Desk desk, String recipient, Instant now) {
        try {
            MimeMessage message = mail.createMimeMessage();
            message.setFrom(new InternetAddress(properties.from(), desk.name(letter.language()), UTF_8));
            message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(recipient, true));
            message.setSubject(letter.subject(), UTF_8);
            message.setSentDate(Date.from(now));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("Content-Language", letter.language().getLanguage());
            if (envelope.ticket() != null) {
                // all messages of a ticket are one conversation to a mail reader
                message.setHeader("References", "<" + envelope.ticket() + "@" + properties.messageDomain() + ">");
            }
            MimeBodyPart text = new MimeBodyPart();
            text.setText(letter.text(), UTF_8, "plain");
            MimeBodyPart html = new MimeBodyPart();
            html.setText(letter.html(), UTF_8, "html");
            message.setContent(new MimeMultipart("alternative", text, html));
            message.saveChanges();
            message.setHeader("Message-ID", envelope.messageId());
            return message;
        } catch (MessagingException | UnsupportedEncodingException broken) {
            throw new IllegalStateException("the message cannot be composed", broken);
        }
    }

    /** An address that the server refuses for good is not tried again; everything else is. */
    static Failure failure(RuntimeException failure) {
        if (failure instanceof MailAuthenticationException) {
            return Failure.temporary("the mail server refused our login");
        }
        if (!(failure instanceof MailSendException unsent)) {
            return Failure.temporary("not composed: " + failure.getClass().getSimpleName());
        }
        Failure told = Failure.temporary("the mail server could not be reached or broke off");
        for (Exception cause : unsent.getMessageExceptions()) {
            for (Exception at = cause;
                    at != null;
                    at = at instanceof MessagingException m ? m.getNextException() : null) {
                if (at instanceof SMTPAddressFailedException refused) {
                    int code = refused.getReturnCode();
                    return new Failure("the mail server refused the address: " + code, FOR_GOOD.contains(code));
                }
                if (at instanceof SMTPSendFailedException refused && refused.getReturnCode() > 0) {
                    told = Failure.temporary("the mail server refused the message: " + refused.getReturnCode());
                }
            }
        }
        return told;
    }
}
