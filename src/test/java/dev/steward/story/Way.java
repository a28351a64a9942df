package dev.steward.story;

import java.util.function.BiFunction;
import org.springframework.context.ApplicationContext;

/** How a story happens. */
enum Way {
    IN_PROCESS("in process", (context, port) -> new InProcessDesk(context)),
    OVER_HTTP("over HTTP", (context, port) -> new HttpDesk(port));

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
