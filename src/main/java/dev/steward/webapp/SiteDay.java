package dev.steward.webapp;

import dev.steward.estate.Site;
import dev.steward.estate.Sites;
import dev.steward.platform.Actors;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Date;
import org.springframework.stereotype.Component;

/**
 * "Today" for a filter: the day where the reader's site is. A filter compares all tasks with one instant, so that for
 * somebody with sites in several zones it is the latest end of today among them.
 */
@Component("siteDay")
public class SiteDay {

    private final Sites sites;
    private final Actors actors;
    private final Clock clock;

    SiteDay(Sites sites, Actors actors, Clock clock) {
        this.sites = sites;
        this.actors = actors;
        this.clock = clock;
    }

    /** For the filters: the first instant after today. */
    public Date end() {
        Instant now = clock.instant();
        return Date.from(sites.of(actors.current()).stream()
                .map(Site::zone)
                .map(zone -> endOfDay(now, zone))
                .max(Comparator.naturalOrder())
                .orElseGet(() -> endOfDay(now, ZoneId.of("UTC"))));
    }

    static Instant endOfDay(Instant now, ZoneId zone) {
        return now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }
}
