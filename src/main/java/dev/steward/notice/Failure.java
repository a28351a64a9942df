package dev.steward.notice;

/**
 * Why a message was not sent, in words that name no person: a mail server's answer often repeats the address.
 *
 * @param permanent whether another attempt is pointless
 */
record Failure(String text, boolean permanent) {

    static Failure temporary(String text) {
        return new Failure(text, false);
    }
}
