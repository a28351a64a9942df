package dev.steward.dispatch;

import dev.steward.estate.Price;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that was used or done on a visit.
 *
 * @param item key of the price list; empty for words that are none
 * @param text as it was written
 * @param amount of money for all of it; empty when the price list does not have it
 */
public record Material(@Nullable String item, String text, BigDecimal quantity, @Nullable BigDecimal amount) {

    private static final Pattern SEPARATOR = Pattern.compile("[\\r\\n;；,，、]+");
    private static final Pattern ITEM_FIRST =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9-]*)(?:\\s*[x×*:]\\s*(\\d{1,4}(?:\\.\\d{1,2})?))?");
    private static final Pattern QUANTITY_FIRST =
            Pattern.compile("(\\d{1,4}(?:\\.\\d{1,2})?)\\s*[x×*]?\\s+([A-Za-z0-9][A-Za-z0-9-]*)");

    /** Reads {@code hose x 2, tap-cartridge} with the prices of a site; whatever is not in the list has no price. */
    static List<Material> read(@Nullable String text, Collection<Price> prices) {
        if (text == null) {
            return List.of();
        }
        Map<String, Price> byItem = prices.stream().collect(Collectors.toMap(Price::item, Function.identity()));
        return SEPARATOR
                .splitAsStream(text)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line(line, byItem))
                .toList();
    }

    private static Material line(String line, Map<String, Price> prices) {
        Matcher item = ITEM_FIRST.matcher(line);
        if (item.matches()) {
            return priced(line, item.group(1), item.group(2), prices);
        }
        Matcher quantity = QUANTITY_FIRST.matcher(line);
        if (quantity.matches()) {
            return priced(line, quantity.group(2), quantity.group(1), prices);
        }
        return new Material(null, line, BigDecimal.ONE, null);
    }

    private static Material priced(String line, String item, @Nullable String number, Map<String, Price> prices) {
        BigDecimal quantity = number == null ? BigDecimal.ONE : new BigDecimal(number);
        Price price = prices.get(item);
        return price == null
                ? new Material(null, line, quantity, null)
                : new Material(item, line, quantity, price.amount().multiply(quantity));
    }

    /** What the price list asks for all of them. */
    static BigDecimal listed(Collection<Material> materials) {
        return materials.stream()
                .map(Material::amount)
                .filter(amount -> amount != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
