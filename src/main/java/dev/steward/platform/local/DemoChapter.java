package dev.steward.platform.local;

/**
 * A chapter of the demonstration world: accounts, homes, tickets. Chapters are beans, written once into an empty Steward
 * in their order ({@code @Order}), before the application says that it is ready and only in the local profile.
 */
public interface DemoChapter {

    /** The name under which it is remembered that the chapter has been written; never changes. */
    String name();

    /**
     * Writes the chapter. When an earlier attempt was cut off it finds parts of itself, and completes them.
     */
    void write();
}
