package dev.steward.estate;

import dev.steward.estate.Warranty.Provider;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One site as the estate's file describes it. */
record SiteFile(
        Site site,
        List<Region> regions,
        List<Building> buildings,
        List<Home> homes,
        List<Place> places,
        List<StaffCard> staff,
        List<Price> prices,
        @Nullable List<WarrantyRow> warranties,
        List<ResidentRow> residents,
        @Nullable RosterPlan roster) {

    SiteFile withoutRoster() {
        return new SiteFile(site, regions, buildings, homes, places, staff, prices, warranties, residents, null);
    }

    record WarrantyRow(
            @Nullable String home,
            @Nullable String building,
            String category,
            String item,
            Provider provider,
            @Nullable String company,
            LocalDate until) {}

    record ResidentRow(
            String reference,
            String name,
            @Nullable String phone,
            @Nullable String email,
            String language,
            ContactChannel preferredChannel,
            @Nullable String note,
            List<Living> homes) {}

    record Living(String home, HouseholdRole role, @Nullable LocalDate movedIn, @Nullable LocalDate movedOut) {}
}
