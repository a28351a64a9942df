package dev.steward.sla.ledger;

import org.jspecify.annotations.Nullable;

/**
 * By what the figures of a ticket's clocks are grouped in reports. Absent values leave what is recorded already.
 *
 * @param region key of the region
 * @param building key of the building
 * @param department responsible department
 * @param owner user who is accountable
 * @param technician user who does the work; {@link #NOBODY} where nobody has it any more
 * @param provider OWN, CONTRACTOR or DEVELOPER
 * @param category of the ticket
 * @param priority of the ticket
 * @param channel by which it was reported
 * @param kind of the ticket
 */
public record Dimensions(
        @Nullable String region,
        @Nullable String building,
        @Nullable String department,
        @Nullable String owner,
        @Nullable String technician,
        @Nullable String provider,
        @Nullable String category,
        @Nullable String priority,
        @Nullable String channel,
        @Nullable String kind) {

    /** Nothing new. */
    public static final Dimensions NONE = new Dimensions(null, null, null, null, null, null, null, null, null, null);

    /** The technician of what waits for one. */
    public static final String NOBODY = "";

    public Dimensions withDepartment(String key) {
        return new Dimensions(region, building, key, owner, technician, provider, category, priority, channel, kind);
    }

    public Dimensions withOwner(String user) {
        return new Dimensions(
                region, building, department, user, technician, provider, category, priority, channel, kind);
    }

    public Dimensions withTechnician(String user) {
        return new Dimensions(region, building, department, owner, user, provider, category, priority, channel, kind);
    }

    public Dimensions withProvider(String key) {
        return new Dimensions(region, building, department, owner, technician, key, category, priority, channel, kind);
    }

    public Dimensions withPriority(String key) {
        return new Dimensions(region, building, department, owner, technician, provider, category, key, channel, kind);
    }

    public Dimensions withCategory(String key) {
        return new Dimensions(region, building, department, owner, technician, provider, key, priority, channel, kind);
    }
}
