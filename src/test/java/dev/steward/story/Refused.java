package dev.steward.story;

import java.io.Serial;

/** The desk did not allow something; with the status that a client over HTTP is told. */
final class Refused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    final int status;

    Refused(int status, String message) {
        super(status + ": " + message);
        this.status = status;
    }
}
