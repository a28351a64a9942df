package dev.steward.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.estate.Category.Required;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The service catalogue")
class CatalogueTest {

    private final Catalogue catalogue = new Catalogue(TestEstate.text("catalogue.yaml"));

    @Test
    @DisplayName("has every category of the trade, under its group")
    void shipped() {
        assertThat(catalogue.all())
                .extracting(Category::key)
                .containsExactly(
                        "plumbing",
                        "electrical",
                        "doors-windows",
                        "walls-ceilings",
                        "heating-cooling",
                        "locks",
                        "appliances",
                        "lifts",
                        "lighting",
                        "water-supply",
                        "power-supply",
                        "drainage",
                        "access-control",
                        "fire-safety",
                        "sanitation",
                        "pests",
                        "greening",
                        "parking",
                        "traffic",
                        "security",
                        "noise",
                        "billing",
                        "staff-conduct",
                        "move-in",
                        "decoration",
                        "other",
                        "housekeeping",
                        "moving",
                        "filter-washing");
        assertThat(catalogue.groups()).hasSize(5);
    }

    @Test
    @DisplayName("asks for photos and signature when there is a charge, unless it says otherwise")
    void evidence() {
        Category plumbing = catalogue.find("plumbing").orElseThrow();
        assertThat(plumbing.photosRequired()).isEqualTo(Required.WHEN_CHARGED);
        assertThat(plumbing.signatureRequired().when(true)).isTrue();
        assertThat(plumbing.signatureRequired().when(false)).isFalse();
        assertThat(catalogue.find("lifts").orElseThrow().photosRequired().when(false))
                .isTrue();
    }

    @Test
    @DisplayName("asks for a clearance document for lifts and fire safety only")
    void clearance() {
        assertThat(catalogue.all())
                .filteredOn(Category::clearanceRequired)
                .extracting(Category::key)
                .containsExactly("lifts", "fire-safety");
    }

    @Test
    @DisplayName("with a mistake is refused, naming the line")
    void mistakes() {
        assertThatThrownBy(
                        () -> new Catalogue(
                                """
                        trades:
                          plumbing: Plumbing
                        checklists:
                          alchemy: [Gold]
                          plumbing: [{en: Dry}]
                        groups:
                          repair:
                            name: Repair
                            categories:
                              taps: {name: Taps, trade: wizardry}
                              pipes: {name: {en: Pipes}, photoRequired: ALWAYS}
                              pipes: {name: Pipes, hazard: maybe, signatureRequired: SOMETIMES}
                        """))
                .hasMessageContaining("checklists.alchemy: line 4: there is no such trade")
                .hasMessageContaining("checklists.plumbing[0].zh: line 5: is missing")
                .hasMessageContaining("groups.repair.categories.taps.trade: line 10: there is no such trade")
                .hasMessageContaining("groups.repair.categories.pipes.name.zh: line 11: is missing")
                .hasMessageContaining("groups.repair.categories.pipes.photoRequired: line 11: unknown key")
                .hasMessageContaining("groups.repair.categories.pipes: line 12: is there twice");
    }
}
