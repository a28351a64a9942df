package dev.steward.ticket.reconciler;

import java.util.Collection;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** Lets other tests see what the reconciler sees. */
public final class Watch {

    private Watch() {}

    /** What does not fit together in some tickets now, as {@code STUCK ST-2026-000017}; nothing is kept or repaired. */
    public static List<String> look(ApplicationContext context, Collection<String> tickets) {
        return context.getBeansOfType(Check.class).values().stream()
                .flatMap(check -> check.look(Reconciler.LIMIT).stream())
                .filter(finding -> tickets.contains(finding.ticket()))
                .map(finding -> (finding.kind() + " " + finding.ticket() + " " + finding.subject()).strip())
                .toList();
    }

    /** Lets this node look, keep and repair, if a minute has passed by the engine's clock. */
    public static boolean pass(ApplicationContext context) {
        return context.getBean(Reconciler.class).work();
    }
}
