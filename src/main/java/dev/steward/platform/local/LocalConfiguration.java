package dev.steward.platform.local;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What the local profile brings along. Beans are destroyed against their dependencies, so the database goes last. */
@Configuration(proxyBeanMethods = false)
@Profile("local")
class LocalConfiguration {

    @Bean
    DataFolder dataFolder(@Value("${steward.local.data:.steward}") Path path) {
        return DataFolder.open(path);
    }

    @Bean
    ApplicationListener<ContextClosedEvent> leavingTheFolder(DataFolder folder) {
        return closed -> folder.leaving();
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(NoDatabaseNamed.class)
    static class Database {

        @Bean
        EmbeddedDatabase embeddedDatabase(DataFolder folder) {
            return EmbeddedDatabase.start(folder);
        }

        @Bean
        JdbcConnectionDetails databaseConnection(EmbeddedDatabase database) {
            return new JdbcConnectionDetails() {
                @Override
                public String getUsername() {
                    return database.user();
                }

                @Override
                public String getPassword() {
                    return database.password();
                }

                @Override
                public String getJdbcUrl() {
                    return database.url();
                }
            };
        }
    }

    @Bean
    LocalMail localMail(DataFolder folder, Clock clock) {
        return LocalMail.start(folder.resolve("mail"), clock);
    }

    /** Whoever sends depends on this bean, so the server is still there for the last letter. */
    @Bean
    @Conditional(NoMailServerNamed.class)
    JavaMailSender mailSender(LocalMail server) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(LocalMail.HOST);
        sender.setPort(server.smtpPort());
        sender.setDefaultEncoding("UTF-8");
        sender.getJavaMailProperties().put("mail.smtp.connectiontimeout", "5000");
        sender.getJavaMailProperties().put("mail.smtp.timeout", "10000");
        sender.getJavaMailProperties().put("mail.smtp.writetimeout", "10000");
        return sender;
    }

    /** Whoever names a database gets that one. */
    static class NoDatabaseNamed implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment().containsProperty("spring.datasource.url");
        }
    }

    /** Whoever names a mail server sends through that one. */
    static class NoMailServerNamed implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment().containsProperty("spring.mail.host");
        }
    }
}
