package dev.steward.estate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.platform.Actor;
import dev.steward.platform.Actors;
import dev.steward.platform.Api;
import dev.steward.platform.Refusal;
import dev.steward.platform.Role;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** The estate as the caller's sites show it; residents only to whoever speaks with them. */
@Api
class EstateController {

    private static final int MOST = 200;
    private static final int LONGEST_QUERY = 100;

    private final Actors actors;
    private final Sites sites;
    private final Locations locations;
    private final Homes homes;
    private final Places places;
    private final Regions regions;
    private final Residents residents;
    private final Warranties warranties;
    private final PriceList prices;
    private final Staff staff;
    private final Catalogue catalogue;
    private final Estate estate;
    private final Clock clock;

    EstateController(
            Actors actors,
            Sites sites,
            Locations locations,
            Homes homes,
            Places places,
            Regions regions,
            Residents residents,
            Warranties warranties,
            PriceList prices,
            Staff staff,
            Catalogue catalogue,
            Estate estate,
            Clock clock) {
        this.actors = actors;
        this.sites = sites;
        this.locations = locations;
        this.homes = homes;
        this.places = places;
        this.regions = regions;
        this.residents = residents;
        this.warranties = warranties;
        this.prices = prices;
        this.staff = staff;
        this.catalogue = catalogue;
        this.estate = estate;
        this.clock = clock;
    }

    /** A list. */
    record Items<T>(List<T> items) {}

    /** A site. */
    record SiteView(
            String key,
            Names name,
            String zone,
            String country,
            String language,
            String currency,
            @Nullable String phone,
            @Nullable String emergencyPhone,
            @Nullable String email,
            @Nullable String address) {

        static SiteView of(Site site) {
            return new SiteView(
                    site.key(),
                    site.names(),
                    site.zone().getId(),
                    site.country(),
                    site.languageDefault(),
                    site.currency(),
                    site.phone(),
                    site.emergencyPhone(),
                    site.email(),
                    site.address());
        }
    }

    /** A building. */
    record BuildingView(String key, Names name, String region, @Nullable String address) {}

    /** A shared area. */
    record PlaceView(String key, Names name, @Nullable String building, String region) {}

    /** A part of a site, with the people responsible. */
    record RegionView(
            String key,
            Names name,
            @Nullable String housekeeper,
            @Nullable String safetyOfficer,
            @Nullable String technician) {

        static RegionView of(Region region) {
            return new RegionView(
                    region.key(), region.names(), region.housekeeper(), region.safetyOfficer(), region.technician());
        }
    }

    /** A home. */
    record HomeView(String key, String building, @Nullable Integer floor, String region) {}

    /** {@code household} is absent for whoever need not know who lives there. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HomeInFull(
            String site,
            String key,
            String building,
            @Nullable Integer floor,
            @Nullable LocalDate handedOver,
            @Nullable RegionView region,
            @Nullable List<ResidentView> household,
            List<WarrantyView> warranties) {}

    /** Who answers for what until when. */
    record WarrantyView(
            String category,
            String item,
            Warranty.Provider provider,
            @Nullable String company,
            LocalDate until,
            boolean running,
            boolean wholeBuilding) {}

    /** A price; the amount with two decimals. */
    record PriceView(String item, Names name, @Nullable String category, String amount, String currency, String unit) {}

    /** A member of staff. */
    record StaffView(
            String user,
            Names name,
            String role,
            @Nullable String phone,
            @Nullable String email,
            String language,
            @Nullable String region,
            List<String> trades) {}

    /**
     * The catalogue.
     *
     * @param trades what they are called
     * @param checklists what a trade looks at before it leaves a rework
     */
    record CatalogueView(List<GroupView> groups, Map<String, Names> trades, Map<String, List<Names>> checklists) {}

    /** Categories that belong together. */
    record GroupView(String key, Names name, List<CategoryView> categories) {}

    /** A category. */
    record CategoryView(
            String key,
            Names name,
            String kind,
            @Nullable String trade,
            Category.Required photosRequired,
            Category.Required signatureRequired,
            boolean hazard,
            boolean clearanceRequired) {}

    /** The sites of the caller. */
    @GetMapping("/sites")
    Items<SiteView> sites() {
        return new Items<>(sites.of(actors.current()).stream().map(SiteView::of).toList());
    }

    /** A site. */
    @GetMapping("/sites/{site}")
    SiteView site(@PathVariable String site) {
        return SiteView.of(mine(site));
    }

    /** Its buildings. */
    @GetMapping("/sites/{site}/buildings")
    Items<BuildingView> buildings(@PathVariable String site) {
        return new Items<>(homes.buildings(mine(site).key()).stream()
                .map(building ->
                        new BuildingView(building.key(), building.names(), building.region(), building.address()))
                .toList());
    }

    /** Its shared areas. */
    @GetMapping("/sites/{site}/places")
    Items<PlaceView> places(@PathVariable String site) {
        return new Items<>(places.of(mine(site).key()).stream()
                .map(place -> new PlaceView(place.key(), place.names(), place.building(), place.region()))
                .toList());
    }

    /** Its homes, by part of their key or by building. */
    @GetMapping("/sites/{site}/homes")
    Items<HomeView> homes(
            @PathVariable String site,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String building,
            @RequestParam(defaultValue = "200") int limit) {
        return new Items<>(homes
                .search(
                        mine(site).key(),
                        Text.checkedOrNull("q", q, LONGEST_QUERY),
                        Text.checkedOrNull("building", building, LONGEST_QUERY),
                        checked(limit))
                .stream()
                .map(home -> new HomeView(home.key(), home.building(), home.floor(), home.region()))
                .toList());
    }

    /** A home with its region, its warranties and, for whoever speaks with residents, its household. */
    @GetMapping("/sites/{site}/homes/{home}")
    HomeInFull home(@PathVariable String site, @PathVariable String home) {
        Site at = mine(site);
        Location found = locations
                .find(at.key(), Text.checked("home", home, LONGEST_QUERY), null)
                .orElseThrow(() -> Refusal.notFound("There is no such home."));
        Home door = requireNonNull(found.home());
        LocalDate today = LocalDate.ofInstant(clock.instant(), at.zone());
        return new HomeInFull(
                at.key(),
                door.key(),
                door.building(),
                door.floor(),
                door.handedOver(),
                found.region() == null ? null : RegionView.of(found.region()),
                speaksWithResidents(actors.current())
                        ? found.household().stream().map(ResidentView::of).toList()
                        : null,
                warranties.of(at.key(), door.key()).stream()
                        .map(held -> new WarrantyView(
                                held.category(),
                                held.item(),
                                held.provider(),
                                held.company(),
                                held.until(),
                                !today.isAfter(held.until()),
                                held.home() == null))
                        .toList());
    }

    /** Who lives there, by phone or by part of a name or home; only for whoever speaks with residents. */
    @GetMapping("/sites/{site}/residents")
    Items<ResidentView> residents(
            @PathVariable String site,
            @RequestParam(required = false) @Nullable String phone,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "50") int limit) {
        String at = mine(site).key();
        if (!speaksWithResidents(actors.current())) {
            throw Refusal.forbidden("Only whoever speaks with residents sees them.");
        }
        List<Member> found = phone != null && !phone.isBlank()
                ? residents.byPhone(at, Text.checked("phone", phone, LONGEST_QUERY), checked(limit))
                : residents.search(at, q == null ? "" : Text.checked("q", q, LONGEST_QUERY), checked(limit));
        return new Items<>(found.stream().map(ResidentView::of).toList());
    }

    /** Its regions and who is responsible in each. */
    @GetMapping("/sites/{site}/regions")
    Items<RegionView> regions(@PathVariable String site) {
        return new Items<>(
                regions.of(mine(site).key()).stream().map(RegionView::of).toList());
    }

    /** What work costs there. */
    @GetMapping("/sites/{site}/price-list")
    Items<PriceView> prices(@PathVariable String site) {
        return new Items<>(prices.of(mine(site).key()).stream()
                .map(price -> new PriceView(
                        price.item(),
                        price.names(),
                        price.category(),
                        price.amount().toPlainString(),
                        price.currency(),
                        price.unit()))
                .toList());
    }

    /** Who works there; not for systems. */
    @GetMapping("/sites/{site}/staff")
    Items<StaffView> staff(@PathVariable String site) {
        String at = mine(site).key();
        if (!actors.current().isStaff()) {
            throw Refusal.forbidden("Only staff sees the staff.");
        }
        return new Items<>(staff.of(at).stream()
                .map(card -> new StaffView(
                        card.user(),
                        card.names(),
                        card.role().group(),
                        card.phone(),
                        card.email(),
                        card.language(),
                        card.region(),
                        List.copyOf(card.trades())))
                .toList());
    }

    /** Categories, their groups and the trades; the same at each site. */
    @GetMapping("/catalogue")
    CatalogueView catalogue() {
        List<GroupView> groups = catalogue.groups().entrySet().stream()
                .map(group -> new GroupView(
                        group.getKey(),
                        group.getValue(),
                        catalogue.all().stream()
                                .filter(category -> category.group().equals(group.getKey()))
                                .map(category -> new CategoryView(
                                        category.key(),
                                        category.names(),
                                        category.kind(),
                                        category.trade(),
                                        category.photosRequired(),
                                        category.signatureRequired(),
                                        category.hazard(),
                                        category.clearanceRequired()))
                                .toList()))
                .toList();
        return new CatalogueView(groups, catalogue.trades(), catalogue.checklists());
    }

    /** Takes the estate's file, as {@code steward.estate.file} does at the start. */
    @PutMapping(
            path = "/estate",
            consumes = {"application/yaml", "application/x-yaml", "text/yaml"})
    Map<String, Estate.Change> load(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/yaml",
                                            schema =
                                                    @Schema(
                                                            type = "string",
                                                            description = "The estate's file in YAML")))
                    @RequestBody
                    byte[] file) {
        if (!actors.current().is(Role.ADMINISTRATOR)) {
            throw Refusal.forbidden("Only an administrator loads the estate.");
        }
        try {
            return estate.load(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "The file is not in UTF-8.");
        }
    }

    private Site mine(String site) {
        return sites.of(actors.current(), site);
    }

    private static boolean speaksWithResidents(Actor actor) {
        return actor.isSteward() || actor.isAny(Role.SPEAK_WITH_RESIDENTS);
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid("limit", "must be from 1 to {0}", MOST);
        }
        return limit;
    }
}
