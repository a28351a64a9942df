package dev.steward.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.mock.web.MockHttpServletRequest;

@DisplayName("The local profile's mail")
class MailPageTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    @DisplayName("is one letter per recipient, kept on disk and there again after a restart")
    void kept() throws Exception {
        try (LocalMail mail = LocalMail.start(folder, CLOCK)) {
            send(mail, "您的报修 ST-2026-000042", "维修师傅 <b>明天</b>", "li@example.com", "wang@example.com");
            assertThat(mail.letters())
                    .extracting(Letter::to)
                    .containsExactlyInAnyOrder("li@example.com", "wang@example.com");
            assertThat(mail.letters()).allSatisfy(letter -> {
                assertThat(letter.subject()).isEqualTo("您的报修 ST-2026-000042");
                assertThat(letter.text().strip()).isEqualTo("维修师傅 <b>明天</b>");
                assertThat(letter.at()).isEqualTo(CLOCK.instant());
                assertThat(letter.messageId()).isNotBlank();
            });
        }
        Files.writeString(folder.resolve("20260301T080000000-000009.eml.new"), "half a letter");
        try (LocalMail mail = LocalMail.start(folder, CLOCK)) {
            assertThat(mail.letters()).hasSize(2);
            send(mail, "later", "x", "li@example.com");
            assertThat(mail.letters())
                    .hasSize(3)
                    .last()
                    .extracting(Letter::subject)
                    .isEqualTo("later");
        }
    }

    @Test
    @DisplayName("can be read over IMAP, old and new letters")
    void imap() throws Exception {
        try (LocalMail mail = LocalMail.start(folder, CLOCK)) {
            send(mail, "first", "x", "li@example.com");
        }
        try (LocalMail mail = LocalMail.start(folder, CLOCK)) {
            send(mail, "second", "x", "li@example.com");
            var session = jakarta.mail.Session.getInstance(new java.util.Properties());
            try (var store = session.getStore("imap")) {
                store.connect(LocalMail.HOST, mail.imapPort(), "li@example.com", "steward");
                var inbox = store.getFolder("INBOX");
                inbox.open(jakarta.mail.Folder.READ_ONLY);
                assertThat(inbox.getMessages())
                        .extracting(message -> message.getSubject())
                        .containsExactly("first", "second");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost:8080, true",
        "127.0.0.1, 127.0.0.1, true",
        "0:0:0:0:0:0:0:1, [::1]:8080, true",
        "127.0.0.1, evil.example:8080, false",
        "127.0.0.1, localhost.evil.example, false",
        "127.0.0.1, , false",
        "192.168.1.7, localhost, false",
        "10.0.0.1, 127.0.0.1:8080, false"
    })
    @DisplayName("is shown to whoever sits at this machine, and to no page whose host name was pointed here")
    void fromHere(String caller, String host, boolean shown) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(caller);
        if (host != null) {
            request.addHeader("Host", host);
        }
        assertThat(LocalSecurity.isFromHere(request)).isEqualTo(shown);
    }

    private static void send(LocalMail mail, String subject, String text, String... to) throws Exception {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(LocalMail.HOST);
        sender.setPort(mail.smtpPort());
        sender.setDefaultEncoding("UTF-8");
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message);
        helper.setFrom(new InternetAddress("desk@example.com"));
        helper.setTo(to);
        helper.setSubject(subject);
        helper.setText(text);
        sender.send(message);
    }
}
