package dev.steward.ticket;

import dev.steward.ticket.Entry.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the house itself says in a timeline; everything else there is in somebody's own words. Each has its facts, which are
 * user ids, codes, instants (RFC 3339), ticket numbers, amounts, or what a person wrote. The English sentence names them in
 * braces; what stands in brackets is left out when its fact is missing.
 */
public enum Saying {
    OWNED(Type.OWNED, "{user}"),
    ASSESSED(Type.ASSESSED, "{outcome}[: {reason}][ {duplicateOf}]"),
    ORDER_SENT(Type.DISPATCHED, "{technician}"),
    ORDER_PASSED_ON(Type.DISPATCHED, "{provider}"),
    ORDER_SENT_BY_POLICY(Type.DISPATCHED, "BY_POLICY: {technician} – {reasons}"),
    ORDER_ACCEPTED(Type.DISPATCHED, "{technician} accepted"),
    ORDER_DECLINED(Type.DISPATCHED, "{technician} declined: {reason}"),
    ORDER_UNANSWERED(Type.DISPATCHED, "not answered by {technician}"),
    ORDER_GIVEN_BACK(Type.DISPATCHED, "given back by {technician}"),
    PARTS_PROMISED(Type.DISPATCHED, "parts promised for {at}"),
    PARTS_HERE(Type.DISPATCHED, "parts are here"),
    APPOINTMENT(Type.APPOINTMENT, "{from} – {to}"),
    VISITED_HOME(Type.VISITED_HOME, "{result}[: {words}]"),
    INVESTIGATED(Type.INVESTIGATED, "{finding} → {measure}"),
    REJECTION_CONFIRMED(Type.REJECTED, "confirmed[: {reason}]"),
    REJECTION_SENT_BACK(Type.REJECTED, "to be assessed again[: {reason}]"),
    REACHED(Type.RETURN_VISIT, "reached"),
    NOT_REACHED(Type.RETURN_VISIT, "not reached, attempt {attempt}"),
    FOUND_SOLVED(Type.RETURN_VISIT, "checked on site"),
    FOUND_UNSOLVED(Type.RETURN_VISIT, "not solved"),
    FOLLOWED_UP(Type.FOLLOWED_UP, "{action}: {plan}"),
    PAUSED(Type.PAUSED, "{reason} until {until}"),
    RESUMED(Type.RESUMED, ""),
    PAUSE_RAN_OUT(Type.RESUMED, "the pause ran out"),
    RUNG(Type.RUNG, "{target} {rung} → {told}"),
    HANDOVER_OFFERED(Type.HANDOVER, "{from} → {to}: {reason}"),
    HANDOVER_REFUSED(Type.HANDOVER, "refused: {reason}"),
    HANDOVER_MOOT(Type.HANDOVER, "moot for {to}"),
    HANDOVER_UNANSWERED(Type.HANDOVER, "not answered by {to}"),
    OWNER_CHANGED(Type.OWNER_CHANGED, "[{from}] → {to} ({how}): {reason}"),
    REPRIORITISED(Type.REPRIORITISED, "{from} → {to}: {reason}"),
    WITHDRAWAL_NOTED(Type.COMMENTED, "withdrawal noted; work on a hazard goes on: {reason}"),
    QUOTE_ACCEPTED(Type.DECIDED, "{amount} accepted by {payer}"),
    QUOTE_DECLINED(Type.DECIDED, "{amount} declined by {payer}"),
    CHARGE_PAID(Type.DECIDED, "{amount} paid: {receipt}"),
    CHARGE_WAIVED(Type.DECIDED, "{amount} waived: {reason}"),
    NEW_APPOINTMENT(Type.DECIDED, "NEW_APPOINTMENT[: {reason}]"),
    OTHER_PROVIDER(Type.DECIDED, "{provider}: {reason}"),
    CLOSED_WITHOUT_WORK(Type.DECIDED, "closed without work: {reason}[ (released by {clearance})]"),
    CAUSE_STATED(Type.CAUSE, "{cause}: {reason}"),
    SPLIT_OFF(Type.LINKED, "[{ticket}]"),
    CLOSED(Type.CLOSED, "{status}"),
    IMPORTED(Type.IMPORTED, "{reference}");

    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final Type type;
    private final String english;

    Saying(Type type, String english) {
        this.type = type;
        this.english = english;
    }

    /** What happened, in one word. */
    public Type type() {
        return type;
    }

    /** The facts that are numbers of other tickets. */
    static final Set<String> TICKETS = Set.of("duplicateOf", "ticket");

    /** With its facts. */
    public Said of(Fact... facts) {
        Map<String, String> known = new LinkedHashMap<>();
        for (Fact fact : facts) {
            if (fact.value != null) {
                known.put(fact.name, fact.value.toString());
            }
        }
        return new Said(this, Collections.unmodifiableMap(known));
    }

    /** Something that a sentence is about, by the name that it has there; a missing one is not said. */
    public static Fact fact(String name, @Nullable Object value) {
        return new Fact(name, value);
    }

    /** The sentence with its facts; what stands in them is never read as a place for another one. */
    String english(Map<String, String> facts) {
        String said = OPTIONAL.matcher(english)
                .replaceAll(part ->
                        PLACE.matcher(part.group(1)).results().allMatch(place -> facts.containsKey(place.group(1)))
                                ? Matcher.quoteReplacement(part.group(1))
                                : "");
        return PLACE.matcher(said)
                .replaceAll(place -> Matcher.quoteReplacement(facts.getOrDefault(place.group(1), "")));
    }

    /** A fact of a sentence. */
    public record Fact(String name, @Nullable Object value) {}
}
