package dev.steward.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.estate.Names;
import dev.steward.estate.Price;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Materials")
class MaterialTest {

    private static final List<Price> PRICES = List.of(price("hose", "25.00"), price("tap-cartridge", "35.00"));

    private static Price price(String item, String amount) {
        return new Price("sunshine", item, null, new Names(item, item), new BigDecimal(amount), "CNY", "piece");
    }

    @ParameterizedTest(name = "\"{0}\" costs {1}")
    @DisplayName("cost what the price list says, however they are written")
    @CsvSource(
            delimiter = '|',
            value = {
                "hose|25.00",
                "hose x 2|50.00",
                "hose×2|50.00",
                "2 hose|50.00",
                "2 x hose|50.00",
                "hose: 1.5|37.50",
                "hose x 2; tap-cartridge|85.00",
                "hose，tap-cartridge|60.00",
                "hose, an old washer|25.00",
                "washer x 3|0",
                "一个新水龙头|0"
            })
    void listed(String text, BigDecimal amount) {
        assertThat(Material.listed(Material.read(text, PRICES))).isEqualByComparingTo(amount);
    }

    @Test
    @DisplayName("that the list does not know are kept in the technician's words")
    void unknown() {
        assertThat(Material.read("hose\nsome tape", PRICES))
                .extracting(Material::item, Material::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("hose", "hose"),
                        org.assertj.core.groups.Tuple.tuple(null, "some tape"));
    }

    @Test
    @DisplayName("need not be named")
    void none() {
        assertThat(Material.read(null, PRICES)).isEmpty();
    }
}
