package dev.steward.estate;

import dev.steward.estate.Duty.Kind;
import dev.steward.estate.SiteFile.Living;
import dev.steward.estate.SiteFile.ResidentRow;
import dev.steward.estate.SiteFile.WarrantyRow;
import dev.steward.estate.Warranty.Provider;
import dev.steward.language.Sentence;
import dev.steward.platform.Role;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the estate's file: sites with all that belongs to them. What does not fit together is told by path and line. */
final class EstateFile {

    private static final Pattern SITE_KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,62}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,62}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s<>]+@[^@\\s<>]+\\.[^@\\s<>]+");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern DAYS = Pattern.compile("([A-Z]{3})(?:\\.\\.([A-Z]{3}))?");
    private static final List<String> DAY_NAMES = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().substring(0, 3))
            .toList();

    private final Catalogue catalogue;

    EstateFile(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Reads the file.
     *
     * @throws dev.steward.platform.Refusal invalid, with the path and line of all that is wrong
     */
    List<SiteFile> read(String yaml) {
        Entry file = Entry.read(yaml).only("sites");
        List<SiteFile> sites = new ArrayList<>();
        file.map("sites").forEach((key, entry) -> sites.add(site(key, entry)));
        if (sites.isEmpty()) {
            file.faultAt("sites", "has no site");
        }
        file.refuseFaults();
        return sites;
    }

    private SiteFile site(String key, Entry entry) {
        entry.only(
                "name",
                "zone",
                "country",
                "language",
                "currency",
                "phone",
                "emergencyPhone",
                "email",
                "address",
                "buildings",
                "places",
                "regions",
                "staff",
                "prices",
                "roster",
                "residents",
                "warranties");
        if (!SITE_KEY.matcher(key).matches()) {
            entry.fault("the key of a site has small letters, digits and hyphens only");
        }
        String country = entry.text("country");
        if (!country.isEmpty() && !COUNTRIES.contains(country)) {
            entry.faultAt("country", "must be an ISO 3166 code like CN");
        }
        String currency = entry.text("currency");
        if (!currency.isEmpty() && !CURRENCY.matcher(currency).matches()) {
            entry.faultAt("currency", "must be an ISO 4217 code like CNY");
        }
        var site = new Site(
                key,
                entry.names("name"),
                zone(entry),
                country,
                language(entry, "en"),
                currency,
                phone(entry, "phone", country),
                phone(entry, "emergencyPhone", country),
                email(entry),
                entry.textOrNull("address"));
        return new Reading(site, entry).read();
    }

    private static ZoneId zone(Entry entry) {
        String zone = entry.text("zone");
        try {
            return zone.isEmpty() ? ZoneId.of("UTC") : ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            entry.faultAt("zone", "there is no such time zone");
            return ZoneId.of("UTC");
        }
    }

    private static String language(Entry entry, String otherwise) {
        String language = entry.text("language", otherwise);
        if (!language.matches("[a-z]{2}(-[A-Za-z]{2,4})?")) {
            entry.faultAt("language", "must be a language like en or zh");
        }
        return language;
    }

    private static @Nullable String phone(Entry entry, String key, String country) {
        String text = entry.textOrNull(key);
        if (text == null) {
            return null;
        }
        String e164 = PhoneNumber.parse(text, country).map(PhoneNumber::e164).orElse(null);
        if (e164 == null) {
            entry.faultAt(key, "is not a telephone number");
        }
        return e164;
    }

    private static @Nullable String email(Entry entry) {
        String email = entry.textOrNull("email");
        if (email != null && !EMAIL.matcher(email).matches()) {
            entry.faultAt("email", "is not an e-mail address");
        }
        return email;
    }

    private static void checkKey(String key, Entry entry) {
        if (!KEY.matcher(key).matches()) {
            entry.fault("a key has letters, digits, points and hyphens only, 63 at most");
        }
    }

    /** The reading of one site: what refers to something is checked against what was read before it. */
    private final class Reading {

        private final Site site;
        private final Entry entry;
        private final Map<String, String> regionOfBuilding = new HashMap<>();
        private final Map<String, String> regionOfPlace = new HashMap<>();
        private final Map<String, String> regionOfHome = new HashMap<>();
        private final Map<String, Home> homes = new LinkedHashMap<>();
        private final Set<String> staff;

        Reading(Site site, Entry entry) {
            this.site = site;
            this.entry = entry;
            this.staff = entry.map("staff").keySet();
        }

        SiteFile read() {
            List<Region> regions = regions();
            List<Building> buildings = buildings();
            return new SiteFile(
                    site,
                    regions,
                    buildings,
                    List.copyOf(homes.values()),
                    places(),
                    staff(),
                    prices(),
                    entry.has("warranties") ? warranties() : null,
                    residents(),
                    entry.has("roster") ? roster(entry.at("roster")) : null);
        }

        private List<Region> regions() {
            List<Region> regions = new ArrayList<>();
            Set<String> buildings = entry.map("buildings").keySet();
            Set<String> places = entry.map("places").keySet();
            entry.map("regions").forEach((key, region) -> {
                region.only("name", "buildings", "places", "homes", "housekeeper", "safetyOfficer", "technician");
                checkKey(key, region);
                assign(region, "buildings", key, buildings, regionOfBuilding);
                assign(region, "places", key, places, regionOfPlace);
                keys(region, "homes").forEach(home -> regionOfHome.put(home, key));
                regions.add(new Region(
                        site.key(),
                        key,
                        region.names("name"),
                        staffOrNull(region, "housekeeper"),
                        staffOrNull(region, "safetyOfficer"),
                        staffOrNull(region, "technician")));
            });
            return regions;
        }

        private void assign(Entry region, String list, String key, Set<String> known, Map<String, String> assigned) {
            for (String member : region.texts(list)) {
                if (!known.contains(member)) {
                    region.faultAt(list, "there is no \"{0}\" at this site", member);
                }
                String other = assigned.putIfAbsent(member, key);
                if (other != null) {
                    region.faultAt(list, "\"{0}\" belongs to the region \"{1}\" already", member, other);
                }
            }
        }

        private List<Building> buildings() {
            List<Building> buildings = new ArrayList<>();
            entry.map("buildings").forEach((key, building) -> {
                building.only("name", "address", "handedOver", "homes");
                checkKey(key, building);
                String region = regionOfBuilding.get(key);
                if (region == null) {
                    building.fault("belongs to no region");
                    region = "";
                }
                buildings.add(
                        new Building(site.key(), key, region, building.names("name"), building.textOrNull("address")));
                LocalDate handedOver = building.dateOrNull("handedOver");
                for (String home : keys(building, "homes")) {
                    String own = regionOfHome.getOrDefault(home, region);
                    var twice = homes.put(home, new Home(site.key(), home, key, own, floor(home), handedOver));
                    if (twice != null) {
                        building.faultAt("homes", "the home \"{0}\" is there twice", home);
                    }
                    if (!KEY.matcher(home).matches()) {
                        building.faultAt("homes", "\"{0}\" cannot be the key of a home", home);
                    }
                }
            });
            regionOfHome.keySet().stream()
                    .filter(home -> !homes.containsKey(home))
                    .forEach(home -> entry.faultAt("regions", "there is no home \"{0}\"", home));
            return buildings;
        }

        /** Doors are numbered by floor where they end in three or four digits: 1-1203 is on the twelfth. */
        private @Nullable Integer floor(String home) {
            Matcher door = Pattern.compile("(?:^|\\D)(\\d{1,2})\\d{2}$").matcher(home);
            return door.find() ? Integer.valueOf(door.group(1)) : null;
        }

        private List<Place> places() {
            List<Place> places = new ArrayList<>();
            entry.map("places").forEach((key, place) -> {
                place.only("name", "building");
                checkKey(key, place);
                String building = place.textOrNull("building");
                if (building != null && !entry.map("buildings").containsKey(building)) {
                    place.faultAt("building", "there is no such building");
                }
                String region = regionOfPlace.get(key);
                if (region == null && building != null) {
                    region = regionOfBuilding.get(building);
                }
                if (region == null) {
                    place.fault("belongs to no region");
                    region = "";
                }
                places.add(new Place(site.key(), key, building, region, place.names("name")));
            });
            return places;
        }

        private List<StaffCard> staff() {
            List<StaffCard> cards = new ArrayList<>();
            entry.map("staff").forEach((user, card) -> {
                card.only("name", "role", "phone", "email", "language", "region", "trades");
                if (!USER.matcher(user).matches()) {
                    card.fault("cannot be a user id");
                }
                String region = card.textOrNull("region");
                if (region != null && !entry.map("regions").containsKey(region)) {
                    card.faultAt("region", "there is no such region");
                }
                List<String> trades = card.texts("trades");
                for (String trade : trades) {
                    if (!catalogue.trades().containsKey(trade)) {
                        card.faultAt("trades", "\"{0}\" is not a trade of the catalogue", trade);
                    }
                }
                cards.add(new StaffCard(
                        site.key(),
                        user,
                        role(card),
                        card.names("name"),
                        EstateFile.phone(card, "phone", site.country()),
                        email(card),
                        language(card, site.languageDefault()),
                        region,
                        new HashSet<>(trades)));
            });
            return cards;
        }

        private List<Price> prices() {
            List<Price> prices = new ArrayList<>();
            entry.map("prices").forEach((item, price) -> {
                price.only("name", "category", "amount", "unit");
                checkKey(item, price);
                String category = price.textOrNull("category");
                if (category != null && catalogue.find(category).isEmpty()) {
                    price.faultAt("category", "is not in the catalogue");
                }
                prices.add(new Price(
                        site.key(),
                        item,
                        category,
                        price.names("name"),
                        price.amount("amount"),
                        site.currency(),
                        price.text("unit")));
            });
            return prices;
        }

        private List<WarrantyRow> warranties() {
            List<WarrantyRow> rows = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (Entry warranty : entry.list("warranties")) {
                warranty.only("homes", "building", "category", "item", "provider", "company", "until");
                String building = warranty.textOrNull("building");
                List<String> covered = keys(warranty, "homes");
                if ((building == null) == covered.isEmpty()) {
                    warranty.fault("names either homes or a building");
                }
                if (building != null && !entry.map("buildings").containsKey(building)) {
                    warranty.faultAt("building", "there is no such building");
                }
                covered.forEach(home -> checkHome(warranty, "homes", home));
                String category = warranty.text("category");
                if (!category.isEmpty() && catalogue.find(category).isEmpty()) {
                    warranty.faultAt("category", "is not in the catalogue");
                }
                String item = warranty.text("item");
                Provider provider = warranty.value("provider", Provider.class, null);
                String company = warranty.textOrNull("company");
                LocalDate until = warranty.date("until");
                List<@Nullable String> targets = new ArrayList<>(covered);
                if (building != null) {
                    targets.add(null);
                }
                for (String home : targets) {
                    if (!seen.add((home == null ? "building " + building : home) + "|" + category + "|" + item)) {
                        warranty.fault("the same home or building, category and item is there already");
                    }
                    rows.add(new WarrantyRow(
                            home, home == null ? building : null, category, item, provider, company, until));
                }
            }
            return rows;
        }

        private List<ResidentRow> residents() {
            List<ResidentRow> rows = new ArrayList<>();
            Set<String> references = new HashSet<>();
            for (Entry resident : entry.list("residents")) {
                resident.only("reference", "name", "phone", "email", "language", "channel", "note", "homes");
                String reference = resident.text("reference");
                if (!references.add(reference)) {
                    resident.faultAt("reference", "is there twice");
                }
                List<Living> living = new ArrayList<>();
                Set<String> livedIn = new HashSet<>();
                for (Entry home : resident.list("homes")) {
                    home.only("home", "role", "movedIn", "movedOut");
                    String key = home.text("home");
                    checkHome(home, "home", key);
                    if (!livedIn.add(key)) {
                        home.faultAt("home", "is there twice");
                    }
                    living.add(new Living(
                            key,
                            home.value("role", HouseholdRole.class, null),
                            home.dateOrNull("movedIn"),
                            home.dateOrNull("movedOut")));
                }
                rows.add(new ResidentRow(
                        reference,
                        resident.text("name"),
                        EstateFile.phone(resident, "phone", site.country()),
                        email(resident),
                        language(resident, site.languageDefault()),
                        resident.value("channel", ContactChannel.class, ContactChannel.EMAIL),
                        resident.textOrNull("note"),
                        living));
            }
            return rows;
        }

        private RosterPlan roster(Entry roster) {
            roster.only("rules", "deputies");
            List<DutyRule> rules = new ArrayList<>();
            for (Entry rule : roster.list("rules")) {
                rule.only("user", "role", "kind", "rank", "days", "from", "to", "validFrom", "validTo");
                rules.add(new DutyRule(
                        member(rule, "user"),
                        role(rule),
                        rule.value("kind", Kind.class, Kind.ON_DUTY),
                        rule.number("rank", 1, 1, 100),
                        days(rule),
                        rule.time("from"),
                        rule.time("to"),
                        rule.dateOrNull("validFrom"),
                        rule.dateOrNull("validTo")));
            }
            List<Deputy> deputies = new ArrayList<>();
            roster.map("deputies").forEach((user, deputy) -> {
                if (!staff.contains(user)) {
                    deputy.fault("is not a member of staff of this site");
                }
                String stand = member(roster.at("deputies"), user);
                if (stand.equals(user)) {
                    deputy.fault("must be somebody else");
                }
                deputies.add(new Deputy(user, stand, null, null, null));
            });
            return new RosterPlan(rules, List.of(), deputies);
        }

        private Set<DayOfWeek> days(Entry rule) {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            if (!rule.has("days")) {
                return EnumSet.allOf(DayOfWeek.class);
            }
            for (String text : rule.texts("days")) {
                Matcher range = DAYS.matcher(text);
                int first = range.matches() ? DAY_NAMES.indexOf(range.group(1)) : -1;
                int last = first < 0 || range.group(2) == null ? first : DAY_NAMES.indexOf(range.group(2));
                if (first < 0 || last < first) {
                    rule.faultAt("days", "must be days like MON or MON..FRI");
                    continue;
                }
                days.addAll(EnumSet.range(DayOfWeek.of(first + 1), DayOfWeek.of(last + 1)));
            }
            return days;
        }

        private Role role(Entry entry) {
            String group = entry.text("role");
            var role = Role.ofGroup(group);
            if (role.isEmpty() && !group.isEmpty()) {
                entry.faultAt(
                        "role",
                        "must be one of {0}",
                        Arrays.stream(Role.values()).map(Role::group).toList());
            }
            return role.orElse(Role.FRONT_DESK);
        }

        private List<String> keys(Entry entry, String key) {
            List<String> keys = new ArrayList<>();
            for (String pattern : entry.texts(key)) {
                try {
                    keys.addAll(KeyPattern.expand(pattern));
                } catch (IllegalArgumentException wrong) {
                    entry.at(key).fault(Sentence.of(wrong));
                }
            }
            return keys;
        }

        private void checkHome(Entry entry, String key, String home) {
            if (!home.isEmpty() && !homes.containsKey(home)) {
                entry.faultAt(key, "there is no home \"{0}\" at this site", home);
            }
        }

        private @Nullable String staffOrNull(Entry entry, String key) {
            return entry.has(key) ? member(entry, key) : null;
        }

        private String member(Entry entry, String key) {
            String user = entry.text(key);
            if (!user.isEmpty() && !staff.contains(user)) {
                entry.faultAt(key, "is not a member of staff of this site");
            }
            return user;
        }
    }
}
