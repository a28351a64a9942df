package dev.steward.story;

import dev.steward.browser.Screen;
import dev.steward.browser.Tongue;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.springframework.context.ApplicationContext;

/** How a story happens. */
enum Way {
    IN_PROCESS("in process", (context, port) -> new InProcessDesk(context)),
    OVER_HTTP("over HTTP", (context, port) -> new HttpDesk(port)),
    ON_A_PHONE_IN_CHINESE(
            "in Tasklist, on a phone, in Chinese",
            (context, port) -> new BrowserDesk(port, Tongue.CHINESE, Screen.PHONE)),
    ON_A_PHONE_IN_ENGLISH(
            "in Tasklist, on a phone, in English",
            (context, port) -> new BrowserDesk(port, Tongue.ENGLISH, Screen.PHONE)),
    AT_A_DESK_IN_CHINESE(
            "in Tasklist, at a desk, in Chinese",
            (context, port) -> new BrowserDesk(port, Tongue.CHINESE, Screen.DESK));

    /** In Tasklist; at a desk and in English {@link EveryFormTest} completes every form. */
    static final Set<Way> IN_TASKLIST = EnumSet.range(ON_A_PHONE_IN_CHINESE, AT_A_DESK_IN_CHINESE);

    final String words;
    private final BiFunction<ApplicationContext, Integer, Desk> desk;

    Way(String words, BiFunction<ApplicationContext, Integer, Desk> desk) {
        this.words = words;
        this.desk = desk;
    }

    @Override
    public String toString() {
        return words;
    }

    Desk desk(ApplicationContext context, int port) {
        return desk.apply(context, port);
    }
}
