package dev.steward.estate;

/** What something is called in the two languages of the house. */
public record Names(String en, String zh) {

    /** The name for a reader of a language ({@code zh}, {@code zh-CN}, {@code en} …); English for any other. */
    public String in(String language) {
        return language.startsWith("zh") ? zh : en;
    }
}
