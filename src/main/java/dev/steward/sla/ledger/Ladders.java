package dev.steward.sla.ledger;

import dev.steward.calendar.Span;
import dev.steward.platform.CannotStart;
import dev.steward.sla.Ladder;
import dev.steward.sla.Rung;
import dev.steward.sla.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The ladders, from the file {@code steward.ladders.file} (the shipped {@code ladders.yaml} unless set). A mistake in them
 * refuses the start, naming the rung.
 */
@Component
public class Ladders {

    /** The ladder that serves a clock whose own is not configured any more; it must exist. */
    public static final String STANDARD = "standard";

    /** A ladder as written. */
    record Written(@Nullable String hours, @Nullable List<WrittenRung> rungs) {}

    /** A rung as written: exactly one of the four points, and whom to tell. */
    record WrittenRung(
            @Nullable Integer percent,
            @Nullable String since,
            @Nullable String before,
            @Nullable String after,
            @Nullable List<String> tell) {}

    private final Map<String, Ladder> ladders = new TreeMap<>();

    Ladders(@Value("${steward.ladders.file:classpath:ladders.yaml}") Resource file) {
        read(file).forEach((name, ladder) -> ladders.put(name, ladder(name, ladder)));
        if (!ladders.containsKey(STANDARD)) {
            throw new CannotStart(file.getFilename() + " has no ladder named " + STANDARD + ", which must exist");
        }
    }

    private static Map<String, Written> read(Resource file) {
        try {
            var yaml = new YamlPropertiesFactoryBean();
            yaml.setResources(file);
            var source = new MapConfigurationPropertySource();
            Objects.requireNonNull(yaml.getObject()).forEach(source::put);
            return new Binder(source)
                    .bind(
                            "steward.ladders",
                            Bindable.mapOf(String.class, Written.class),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                    .orElse(Map.of());
        } catch (BindException | YAMLException | IllegalStateException wrong) {
            Throwable root = NestedExceptionUtils.getMostSpecificCause(wrong);
            throw new CannotStart(file.getFilename() + ": " + root.getMessage(), wrong);
        }
    }

    /** A ladder by its name. */
    public Optional<Ladder> find(String name) {
        return Optional.ofNullable(ladders.get(name));
    }

    /** A ladder by its name; the standard one where it is not configured any more. */
    Ladder inForce(String name) {
        Ladder ladder = ladders.get(name);
        return ladder != null ? ladder : find(STANDARD).orElseThrow();
    }

    public List<Ladder> all() {
        return List.copyOf(ladders.values());
    }

    private static Ladder ladder(String name, Written written) {
        String path = "steward.ladders." + name;
        if (written.hours() == null || written.hours().isBlank()) {
            throw new CannotStart(path + ".hours: which calendar do the people who are told work by?");
        }
        List<WrittenRung> rungs = written.rungs() == null ? List.of() : written.rungs();
        List<Rung> compiled = new ArrayList<>();
        for (int i = 0; i < rungs.size(); i++) {
            try {
                compiled.add(rung(rungs.get(i)));
            } catch (IllegalArgumentException wrong) {
                throw new CannotStart(path + ".rungs[" + i + "]: " + wrong.getMessage(), wrong);
            }
        }
        try {
            return new Ladder(name, written.hours(), compiled);
        } catch (IllegalArgumentException wrong) {
            throw new CannotStart(path + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Rung rung(WrittenRung written) {
        List<Rung.Point> points = new ArrayList<>();
        if (written.percent() != null) {
            points.add(new Rung.Percent(written.percent()));
        }
        if (written.since() != null) {
            points.add(new Rung.SinceStart(time(written.since())));
        }
        if (written.before() != null) {
            points.add(new Rung.Before(time(written.before())));
        }
        if (written.after() != null) {
            points.add(new Rung.After(after(written.after())));
        }
        if (points.size() != 1) {
            throw new IllegalArgumentException("a rung has one of percent, since, before and after");
        }
        if (written.tell() == null || written.tell().isEmpty()) {
            throw new IllegalArgumentException("a rung tells somebody");
        }
        return new Rung(points.get(0), written.tell().stream().map(Told::parse).toList());
    }

    private static Span after(String text) {
        Span span = Span.parse(text);
        Duration time = span.time();
        if (time != null ? time.isNegative() || time.isZero() : span.days() < 1) {
            throw new IllegalArgumentException(text + " is not after the due; the due itself is percent: 100");
        }
        return span;
    }

    private static Duration time(String text) {
        Duration time = Span.parse(text).time();
        if (time == null || time.isNegative()) {
            throw new IllegalArgumentException(text + " must be business time such as PT5M");
        }
        return time;
    }
}
