package dev.steward.notice;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Writes letters. All wording is in {@code mail/messages_*.properties}, all layout in {@code mail/letter.*}; what people
 * wrote is only ever an argument, never part of a template or a key.
 */
@Component
class Letters {

    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{1,40}");
    private static final int LONGEST_SUBJECT = 140;

    private final ResourceBundleMessageSource words = new ResourceBundleMessageSource();
    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    private final Desks desks;

    Letters(Desks desks) {
        this.desks = desks;
        words.setBasename("mail/messages");
        words.setDefaultEncoding(StandardCharsets.UTF_8.name());
        words.setFallbackToSystemLocale(false);
        words.setAlwaysUseMessageFormat(true);
        engine.setTemplateResolvers(Set.of(resolver(".html", TemplateMode.HTML), resolver(".txt", TemplateMode.TEXT)));
        engine.setTemplateEngineMessageSource(words);
    }

    private static ClassLoaderTemplateResolver resolver(String ending, TemplateMode mode) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setResolvablePatterns(Set.of("mail/*" + ending));
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return resolver;
    }

    /**
     * @param preferred language tags in the order of preference; the site's language and then English come after them
     * @param name how the recipient is addressed, where known
     */
    Letter write(Envelope envelope, Desk desk, List<@Nullable String> preferred, @Nullable String name) {
        Locale language = language(preferred, desk);
        Map<String, String> said = said(envelope, desk, language);
        String key = variant(envelope);
        Object[] arguments = {
            envelope.ticket() == null ? "" : envelope.ticket(),
            said.getOrDefault("title", ""),
            said.getOrDefault("target", ""),
            said.getOrDefault("due", ""),
            desk.name(language)
        };

        String subject = subject(words.getMessage(key + ".subject", arguments, language));
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(words.getMessage(key + ".opening", arguments, language));
        String todo = words.getMessage(key + ".todo", arguments, null, language);
        if (todo != null) {
            paragraphs.add(todo);
        }

        Context context = new Context(language);
        context.setVariable("subject", subject);
        context.setVariable(
                "greeting",
                name == null
                        ? words.getMessage("greeting", null, language)
                        : words.getMessage("greeting.name", new Object[] {name}, language));
        context.setVariable("paragraphs", paragraphs);
        context.setVariable("colon", words.getMessage("colon", null, language));
        context.setVariable("facts", facts(envelope, said, language));
        context.setVariable("links", links(envelope, said, language));
        context.setVariable("desk", desk.name(language));
        context.setVariable(
                "phone",
                desk.phone() == null ? null : words.getMessage("phone", new Object[] {desk.phone()}, language));
        return new Letter(
                language,
                subject,
                engine.process("mail/letter.txt", context),
                engine.process("mail/letter.html", context));
    }

    private static Locale language(List<@Nullable String> preferred, Desk desk) {
        List<@Nullable String> tags = new ArrayList<>(preferred);
        tags.add(desk.language());
        for (String tag : tags) {
            if (tag != null) {
                String wanted = Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
                for (Locale spoken : LANGUAGES) {
                    if (spoken.getLanguage().equals(wanted)) {
                        return spoken;
                    }
                }
            }
        }
        return Locale.ENGLISH;
    }

    // the same stage reads differently for a changed slot and for each kind of rung
    private static String variant(Envelope envelope) {
        String stage = envelope.occasion().name();
        if (envelope.occasion() == StaffStage.RUNG) {
            return stage + "." + envelope.model().get("rung");
        }
        if (envelope.occasion() == Stage.APPOINTMENT && envelope.model().containsKey("reason")) {
            return stage + ".CHANGED";
        }
        return stage;
    }

    /** Every fact as it is said in the language: times in the site's zone, codes in words. */
    private Map<String, String> said(Envelope envelope, Desk desk, Locale language) {
        Map<String, String> said = new LinkedHashMap<>();
        for (Field field : envelope.occasion().fields()) {
            String value = envelope.model().get(field.name());
            if (value != null) {
                said.put(
                        field.name(),
                        switch (field.type()) {
                            case TIME -> time(Instant.parse(value).atZone(desk.zone()), language);
                            case CODE -> code(value, language);
                            case CATEGORY -> desks.category(value, language).orElse(value);
                            case PERSON ->
                                desks.person(envelope.site(), value, language).orElse(value);
                            case TEXT, LINK -> value;
                        });
            }
        }
        String from = envelope.model().get("appointmentFrom");
        String to = envelope.model().get("appointmentTo");
        if (from != null && to != null) {
            said.put(
                    "appointmentFrom",
                    slot(
                            Instant.parse(from).atZone(desk.zone()),
                            Instant.parse(to).atZone(desk.zone()),
                            language));
            said.remove("appointmentTo");
        }
        return said;
    }

    private Map<String, String> facts(Envelope envelope, Map<String, String> said, Locale language) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (envelope.ticket() != null) {
            facts.put(words.getMessage("field.ticket", null, language), envelope.ticket());
        }
        for (Field field : envelope.occasion().fields()) {
            String value = said.get(field.name());
            if (value != null
                    && field.type() != Field.Type.LINK
                    && !field.name().equals("name")
                    && !field.name().equals("rung")) {
                facts.put(words.getMessage("field." + field.name(), null, language), value);
            }
        }
        return facts;
    }

    private Map<String, String> links(Envelope envelope, Map<String, String> said, Locale language) {
        Map<String, String> links = new LinkedHashMap<>();
        for (Field field : envelope.occasion().fields()) {
            String value = said.get(field.name());
            if (value != null && field.type() == Field.Type.LINK) {
                links.put(words.getMessage("field." + field.name(), null, language), value);
            }
        }
        return links;
    }

    private String code(String value, Locale language) {
        String words =
                CODE.matcher(value).matches() ? this.words.getMessage("code." + value, null, null, language) : null;
        return words == null ? value : words;
    }

    private String time(ZonedDateTime at, Locale language) {
        return format("time.day", at, language) + " " + format("time.clock", at, language);
    }

    private String slot(ZonedDateTime from, ZonedDateTime to, Locale language) {
        return from.toLocalDate().equals(to.toLocalDate())
                ? time(from, language) + "–" + format("time.clock", to, language)
                : time(from, language) + " – " + time(to, language);
    }

    private String format(String pattern, ZonedDateTime at, Locale language) {
        return DateTimeFormatter.ofPattern(words.getMessage(pattern, null, language), language)
                .format(at);
    }

    /** One line without anything that a header, or the eye, could take for something else. */
    private static String subject(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> line.append(' ');
                case Character.FORMAT, Character.SURROGATE -> {}
                default -> line.appendCodePoint(c);
            }
        });
        String clean = line.toString().strip().replaceAll(" {2,}", " ");
        return clean.codePointCount(0, clean.length()) <= LONGEST_SUBJECT
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LONGEST_SUBJECT)) + "…";
    }
}
