package dev.steward.intake;

import dev.steward.estate.Catalogue;
import dev.steward.estate.Site;
import dev.steward.estate.Sites;
import dev.steward.intake.ImportRepository.Accepted;
import dev.steward.language.Language;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes files of old tickets and tells how far they have come. For managers, supervisors and systems, at their sites. */
@Component
public class Imports {

    private static final int BATCH = 500;

    private final ImportRepository repository;
    private final Sites sites;
    private final Catalogue catalogue;
    private final Actors actors;
    private final Clock clock;

    Imports(ImportRepository repository, Sites sites, Catalogue catalogue, Actors actors, Clock clock) {
        this.repository = repository;
        this.sites = sites;
        this.catalogue = catalogue;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Accepts a file: all of its records are stored and will be loaded in the background.
     *
     * @param mapping YAML
     * @return id to ask for the progress with
     * @throws Refusal when the mapping is wrong or the file cannot be read; nothing is stored then
     */
    @Transactional(rollbackFor = IOException.class)
    public UUID accept(InputStream file, String mapping) throws IOException {
        Actor actor = allowed();
        Mapping compiled = MappingFile.compile(mapping, key -> site(actor, key), catalogue);
        Instant now = clock.instant();
        Accepted accepted = new Accepted(UUID.randomUUID(), compiled.site().key(), actor.user(), mapping);
        repository.add(accepted, now);
        List<Line> batch = new ArrayList<>(BATCH);
        int total = SourceFile.read(file, compiled, line -> {
            batch.add(line);
            if (batch.size() == BATCH) {
                repository.add(accepted, batch, now);
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            repository.add(accepted, batch, now);
        }
        repository.total(accepted.id(), total);
        return accepted.id();
    }

    /**
     * How far an import has come.
     *
     * @param errorsAfter only errors of later rows than this one; 0 for all
     * @param language of the errors
     * @throws Refusal not found, when there is none or it is of somebody else's site
     */
    @Transactional(readOnly = true)
    public ImportProgress progress(UUID id, int errorsAfter, Language language) {
        Actor actor = allowed();
        return repository
                .progress(id, errorsAfter, language)
                .filter(progress -> actor.belongsTo(progress.site()))
                .orElseThrow(() -> Refusal.notFound("There is no such import."));
    }

    private Actor allowed() {
        Actor actor = actors.current();
        if (!actor.isAny(Role.MANAGER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.INTEGRATION)) {
            throw Refusal.forbidden("Imports are for managers, supervisors, administrators and connected systems.");
        }
        return actor;
    }

    private Optional<Site> site(Actor actor, String key) {
        return sites.find(key).filter(site -> actor.belongsTo(site.key()));
    }
}
