package dev.steward.platform.local;

import java.time.Clock;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the chapters of the demonstration world that have not been written yet. */
@Component
@Profile("local")
@Order(50) // after sites and accounts
@ConditionalOnProperty(name = "steward.local.world", havingValue = "true", matchIfMissing = true)
class DemoWorld implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DemoWorld.class);

    private final ObjectProvider<DemoChapter> chapters;
    private final JdbcClient database;
    private final Clock clock;

    DemoWorld(ObjectProvider<DemoChapter> chapters, JdbcClient database, Clock clock) {
        this.chapters = chapters;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        chapters.orderedStream().filter(chapter -> !isWritten(chapter)).forEach(this::write);
    }

    private boolean isWritten(DemoChapter chapter) {
        return database.sql("select count(*) from steward.demo_chapter where name = :name")
                        .param("name", chapter.name())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void write(DemoChapter chapter) {
        log.info("Writing the demonstration world: {}", chapter.name());
        chapter.write();
        database.sql("insert into steward.demo_chapter (name, written_at) values (:name, :at)")
                .param("name", chapter.name())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
