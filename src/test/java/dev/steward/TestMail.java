package dev.steward;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A mail server that keeps what it is given; one for all tests of a JVM, on a free port. */
public final class TestMail {

    private static GreenMail server;

    private TestMail() {}

    private static synchronized GreenMail server() {
        if (server == null) {
            server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
            server.start();
        }
        return server;
    }

    /** Lets an application send its mail here; what was to be sent before is thrown away, not sent now. */
    public static void connect(ApplicationContext context) {
        JavaMailSenderImpl sender = context.getBean(JavaMailSenderImpl.class);
        sender.setHost("127.0.0.1");
        sender.setPort(server().getSmtp().getPort());
        context.getBean(JdbcClient.class)
                .sql("delete from steward.outbox where state in ('WAITING', 'LEASED')")
                .update();
    }

    /** Message-IDs of what an address received about a ticket. */
    public static List<String> receivedBy(String address, String ticket) {
        return Arrays.stream(server().getReceivedMessages())
                .filter(message -> about(message, address, ticket))
                .map(TestMail::id)
                .toList();
    }

    private static boolean about(MimeMessage message, String address, String ticket) {
        try {
            return message.getAllRecipients()[0].toString().equals(address)
                    && message.getHeader("References", " ").contains(ticket);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String id(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
