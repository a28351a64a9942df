package dev.steward.sla.ledger;

/** The ladders of {@code ladders.yaml}, for tests of neighbours. */
public final class ShippedLadders {

    private ShippedLadders() {}

    public static Ladders ladders() {
        return TestClocks.shippedLadders();
    }
}
