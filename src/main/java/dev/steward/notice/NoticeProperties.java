package dev.steward.notice;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail is sent.
 *
 * @param from address of the sender; its name is the site's
 * @param domain right-hand side of the Message-ID; the domain of {@code from} where absent
 * @param lease how long a message belongs to the sender that took it; a crashed sender's message is sent again after it
 * @param retries pauses after the first, second, … failure; the last one repeats
 * @param giveUpAfter a message that could not be sent for so long is FAILED
 */
@ConfigurationProperties("steward.notice")
record NoticeProperties(
        @DefaultValue("steward@localhost") String from,
        @Nullable String domain,
        @DefaultValue("PT2M") Duration lease,
        @DefaultValue({"PT10S", "PT1M", "PT5M", "PT30M", "PT1H"}) List<Duration> retries,
        @DefaultValue("PT48H") Duration giveUpAfter) {

    NoticeProperties {
        retries = List.copyOf(retries);
        if (retries.isEmpty()) {
            throw new IllegalArgumentException("steward.notice.retries must name at least one pause");
        }
        if (lease.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "steward.notice.lease must be longer than a slow server takes: PT1M or more");
        }
    }

    Duration pauseAfter(int failures) {
        return retries.get(Math.min(failures, retries.size()) - 1);
    }

    String messageDomain() {
        return domain != null && !domain.isBlank() ? domain : from.substring(from.indexOf('@') + 1);
    }
}
