package dev.steward.estate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What residents pay, by site and item; told before the work. */
@Component
public class PriceList {

    private final JdbcClient jdbc;

    PriceList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Price> find(String site, String item) {
        return jdbc.sql(
                        """
                        select site, item, category, name_en, name_zh, amount, currency, unit
                          from steward.price
                         where site = :site and item = :item
                        """)
                .param("site", site)
                .param("item", Text.key(item))
                .query((row, n) -> price(row))
                .optional();
    }

    /** The whole list of a site, by category and item. */
    public List<Price> of(String site) {
        return jdbc.sql(
                        """
                        select site, item, category, name_en, name_zh, amount, currency, unit
                          from steward.price
                         where site = :site
                         order by category nulls first, item
                        """)
                .param("site", site)
                .query((row, n) -> price(row))
                .list();
    }

    private static Price price(ResultSet row) throws SQLException {
        return new Price(
                row.getString("site"),
                row.getString("item"),
                row.getString("category"),
                Rows.names(row, ""),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                row.getString("unit"));
    }
}
