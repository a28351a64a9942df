package dev.steward.estate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A resident as a member of the household of a home. */
public record Member(Resident resident, String home, HouseholdRole role, @Nullable LocalDate movedIn) {}
