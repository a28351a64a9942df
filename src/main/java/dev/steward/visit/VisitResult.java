package dev.steward.visit;

/** How a return visit ended. */
public enum VisitResult {
    SATISFIED,
    OBJECTED,
    UNREACHED,
    DECLINED,
    /** In a shared area: seen on site that it is solved. */
    CHECKED
}
