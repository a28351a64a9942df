package dev.steward.sla;

/** Where a clock stands. Past its due it is BREACHED whether it is still open or was met late. */
public enum ClockState {
    RUNNING,
    PAUSED,
    MET,
    BREACHED,
    CANCELLED
}
