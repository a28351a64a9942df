package dev.steward.notice;

import java.util.List;

/** What a message is about, and which facts it may carry. */
interface Occasion {

    String name();

    List<Field> fields();
}
