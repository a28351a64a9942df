package dev.steward.estate.local;

import dev.steward.estate.Estate;
import dev.steward.estate.Site;
import dev.steward.estate.Sites;
import dev.steward.estate.Staff;
import dev.steward.estate.StaffCard;
import dev.steward.platform.Role;
import dev.steward.platform.local.LocalAccounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the world of the local profile at the start, what is missing of it: the sites of {@code local/estate.yaml}, an
 * account for every member of their staff, one for another system at each site ({@code ownerapp}), and {@code admin}.
 */
@Import(LocalAccounts.class)
@Order(20)
public class LocalWorld implements ApplicationRunner {

    private final Estate estate;
    private final Sites sites;
    private final Staff staff;
    private final LocalAccounts accounts;

    LocalWorld(Estate estate, Sites sites, Staff staff, LocalAccounts accounts) {
        this.estate = estate;
        this.sites = sites;
        this.staff = staff;
        this.accounts = accounts;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) throws IOException {
        estate.load(new ClassPathResource("local/estate.yaml").getContentAsString(StandardCharsets.UTF_8));
        for (Site site : sites.all()) {
            staff.of(site.key()).forEach(this::account);
        }
        accounts.add("ownerapp", "Owner", "App", "ownerapp@sunshine.example", Role.INTEGRATION, List.of("sunshine"));
        accounts.add("ownerapp-h", "Owner", "App", "ownerapp@harbour.example", Role.INTEGRATION, List.of("harbour"));
        accounts.add("admin", "Steward", "Admin", "admin@steward.example", Role.ADMINISTRATOR, List.of());
    }

    private void account(StaffCard card) {
        String name = card.names().en();
        int space = name.lastIndexOf(' ');
        accounts.add(
                card.user(),
                name.substring(0, Math.max(space, 0)),
                name.substring(space + 1),
                card.email() == null ? "" : card.email(),
                card.role(),
                List.of(card.site()));
    }
}
