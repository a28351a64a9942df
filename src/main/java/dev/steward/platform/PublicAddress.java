package dev.steward.platform;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Under which address people reach Steward ({@code steward.public-url}): what links in messages begin with. */
@Component
public class PublicAddress {

    private final @Nullable String url;

    PublicAddress(@Value("${steward.public-url:}") String url) {
        this.url = url.isBlank() ? null : url.strip().replaceAll("/+$", "");
    }

    /** Where a member of staff goes on with a ticket: Tasklist opens their own task of it, after the login. */
    public Optional<String> task(String ticket) {
        return Optional.ofNullable(url).map(base -> base + "/camunda/app/tasklist/default/#/?ticket=" + ticket);
    }
}
