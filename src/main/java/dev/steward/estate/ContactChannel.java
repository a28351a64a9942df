package dev.steward.estate;

/** How a resident wants to be reached. */
public enum ContactChannel {
    EMAIL,
    SMS,
    PHONE,
    APP
}
