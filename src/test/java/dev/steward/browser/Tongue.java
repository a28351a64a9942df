package dev.steward.browser;

/** What a browser speaks. */
public enum Tongue {
    ENGLISH("en-GB"),
    CHINESE("zh-CN");

    final String locale;

    Tongue(String locale) {
        this.locale = locale;
    }

    /** {@code en} or {@code zh}. */
    public String code() {
        return locale.substring(0, 2);
    }
}
