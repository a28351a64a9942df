package dev.steward.platform.rules;

import java.util.List;

/**
 * Rules that a company changes without code, read and checked as a whole. Whoever has some takes them into force by
 * {@link RulesInForce#start} before anybody asks for them.
 */
public interface Rules {

    /** What they are called where their versions are kept: {@code service-levels}, {@code triage}. */
    String name();

    /** Where this node reads them from. */
    List<String> files();

    /**
     * What the files of this node say, in one text that needs no file any more.
     *
     * @throws WrongRules when a file cannot be read
     */
    String written();

    /**
     * Checks such a text; nothing is in force yet.
     *
     * @throws WrongRules with everything that is wrong, by file and place
     */
    Draft checked(String text);

    /** Rules that were found right. */
    interface Draft {

        /** Writes down what has to be in the database, in the caller's transaction; nothing when it is there already. */
        void keep();

        /** Gives the tables to the engine, in the caller's transaction; nothing when it has them already. */
        void publish();

        /** Takes them into force on this node, after the transaction. */
        void take();
    }
}
