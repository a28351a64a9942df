package dev.steward.estate;

/** What a resident is to a home; the owner pays for repairs of the fabric, whoever opens the door. */
public enum HouseholdRole {
    OWNER,
    TENANT,
    OCCUPANT
}
