package dev.steward.story;

import dev.steward.browser.Screen;
import dev.steward.browser.Tongue;
import java.util.function.BiFunction;
import org.springframework.context.ApplicationContext;

/** How a story happens. */
enum Way {
    IN_PROCESS("in process", (context, port) -> new InProcessDesk(context)),
    OVER_HTTP("over HTTP", (context, port) -> new HttpDesk(port)),
    ON_A_PHONE(
            "in Tasklist, on a phone, in Chinese",
            (context, port) -> new BrowserDesk(port, Tongue.CHINESE, Screen.PHONE));

    final String words;
    private final BiFunction<ApplicationContext, Integer, Desk> desk;

    Way(String words, BiFunction<ApplicationContext, Integer, Desk> desk) {
        this.words = words;
        this.desk = desk;
    }

    Desk desk(ApplicationContext context, int port) {
        return desk.apply(context, port);
    }
}
