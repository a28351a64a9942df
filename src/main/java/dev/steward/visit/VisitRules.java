package dev.steward.visit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a company decides about return visits ({@code steward.visit}).
 *
 * @param attemptGap so long after an attempt it is another time of day
 * @param compensationLimits most that a role may grant, by group of the engine, in the site's currency
 */
@ConfigurationProperties("steward.visit")
public record VisitRules(
        @DefaultValue("PT2H") Duration attemptGap, @DefaultValue Map<String, BigDecimal> compensationLimits) {}
