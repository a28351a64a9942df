package dev.steward.dispatch;

import dev.steward.dispatch.Reason.Code;
import dev.steward.dispatch.Reason.Verdict;
import dev.steward.estate.Names;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A technician with what speaks for and against sending them.
 *
 * @param names as the site's contact card has them
 * @param reasons the weightiest first
 */
public record Suggestion(String user, @Nullable Names names, List<Reason> reasons) {

    private static final Comparator<Suggestion> BEST_FIRST =
            Comparator.comparing(Suggestion::points).reversed().thenComparing(Suggestion::user);

    public Suggestion {
        reasons = List.copyOf(reasons);
    }

    /** All candidates, the best first; never the person a complaint is about. */
    static List<Suggestion> rank(Sought sought, List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> !candidate.user().equals(sought.about()))
                .map(candidate -> of(sought, candidate))
                .sorted(BEST_FIRST)
                .toList();
    }

    private static Suggestion of(Sought sought, Candidate candidate) {
        return new Suggestion(
                candidate.user(),
                candidate.names(),
                Arrays.stream(SuggestionRule.values())
                        .flatMap(rule -> rule.weigh(sought, candidate).stream())
                        .sorted(Comparator.comparing((Reason reason) -> Math.abs(reason.points()))
                                .reversed())
                        .toList());
    }

    int points() {
        return reasons.stream().mapToInt(Reason::points).sum();
    }

    /** Whether they can be sent at all: whoever is away cannot. */
    public boolean possible() {
        return !says(Code.AWAY);
    }

    /**
     * Whether they are on duty and nothing speaks against them, be it another trade than the one that is needed or an
     * appointment; that they have many orders decides between people, not whether somebody fits.
     */
    public boolean fits() {
        return says(Code.ON_DUTY)
                && reasons.stream()
                        .filter(reason -> reason.code() != Code.OPEN_ORDERS)
                        .noneMatch(reason -> reason.verdict() == Verdict.AGAINST);
    }

    private boolean says(Code code) {
        return reasons.stream().anyMatch(reason -> reason.code() == code);
    }
}
