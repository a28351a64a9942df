package dev.steward.browser;

/** How wide a screen is. */
public enum Screen {
    DESK(1280, 900),
    PHONE(390, 844);

    final int width;
    final int height;

    Screen(int width, int height) {
        this.width = width;
        this.height = height;
    }
}
