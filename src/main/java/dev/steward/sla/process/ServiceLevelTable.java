package dev.steward.sla.process;

import dev.steward.calendar.book.Calendars;
import dev.steward.platform.CannotStart;
import dev.steward.sla.Policies;
import dev.steward.sla.Policy;
import dev.steward.sla.ledger.Ladders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The service level table in force: {@code service-level.dmn} of the folder {@code steward.tables.dir} where the company
 * has its own, otherwise the shipped one. A table that is wrong refuses the start, naming the row; one that becomes wrong
 * later is refused by {@link #reload}, and the one that was in force stays.
 */
@Component
public class ServiceLevelTable implements Policies {

    private static final Logger log = LoggerFactory.getLogger(ServiceLevelTable.class);
    private static final String FILE = "service-level.dmn";

    private final String folder;
    private final Calendars calendars;
    private final Ladders ladders;

    private volatile PromiseTable table;

    ServiceLevelTable(@Value("${steward.tables.dir:}") String folder, Calendars calendars, Ladders ladders) {
        this.folder = folder;
        this.calendars = calendars;
        this.ladders = ladders;
        try {
            this.table = read();
        } catch (IllegalArgumentException wrong) {
            throw new CannotStart("the service level table is wrong: " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public Policy policy(String kind, String category, String priority, String site) {
        return table.policy(kind, category, priority, site);
    }

    @Override
    public Policy row(String row, String site) {
        return table.row(row, site);
    }

    /** Every row, in the order of the table. */
    public Collection<Policy> rows() {
        return table.rows();
    }

    /**
     * A table that is not in force, to try it out.
     *
     * @throws IllegalArgumentException naming the row that is wrong
     */
    public Policies tryOut(String dmn) {
        return new PromiseTable("the table", dmn.getBytes(StandardCharsets.UTF_8), calendars.keys(), ladders);
    }

    /**
     * Reads the table again.
     *
     * @throws IllegalArgumentException when it is wrong; nothing has changed then
     */
    public synchronized void reload() {
        try {
            table = read();
        } catch (IllegalArgumentException wrong) {
            log.error("The service level table is wrong, the one in force stays: {}", wrong.getMessage());
            throw wrong;
        }
    }

    private PromiseTable read() {
        Resource file = file();
        String name = file instanceof FileSystemResource own ? own.getPath() : "bpmn/" + FILE;
        try {
            return new PromiseTable(name, file.getContentAsByteArray(), calendars.keys(), ladders);
        } catch (IOException e) {
            throw new IllegalArgumentException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Resource file() {
        if (!folder.isBlank()) {
            Path own = Path.of(folder, FILE);
            if (Files.isRegularFile(own)) {
                return new FileSystemResource(own);
            }
        }
        return new ClassPathResource("bpmn/" + FILE);
    }
}
