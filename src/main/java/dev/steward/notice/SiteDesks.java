package dev.steward.notice;

import dev.steward.estate.Catalogue;
import dev.steward.estate.Sites;
import dev.steward.estate.Staff;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The desks of the estate's sites. */
@Component
class SiteDesks implements Desks {

    private final Sites sites;
    private final Catalogue catalogue;
    private final Staff staff;

    SiteDesks(Sites sites, Catalogue catalogue, Staff staff) {
        this.sites = sites;
        this.catalogue = catalogue;
        this.staff = staff;
    }

    @Override
    public Optional<Desk> of(String site) {
        return sites.find(site)
                .map(found -> new Desk(
                        Map.of("en", found.names().en(), "zh", found.names().zh()),
                        found.zone(),
                        found.languageDefault(),
                        found.emergencyPhone() != null ? found.emergencyPhone() : found.phone()));
    }

    @Override
    public Optional<String> category(String key, Locale language) {
        return catalogue.find(key).map(category -> category.names().in(language.getLanguage()));
    }

    @Override
    public Optional<String> person(String site, String user, Locale language) {
        return staff.find(site, user).map(card -> card.names().in(language.getLanguage()));
    }
}
