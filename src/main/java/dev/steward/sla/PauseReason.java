package dev.steward.sla;

import java.util.Locale;

/** Why a clock may stand still: only while the resident, or a force nobody commands, is what is waited for. */
public enum PauseReason {
    RESIDENT_ABSENT("the resident was not at home", "住户不在家"),
    RESIDENT_ASKED_LATER("the resident asked for a later date", "住户要求改期"),
    RESIDENT_DECIDES_QUOTE("the resident decides on the quote", "等待住户确认报价"),
    ACCESS_REFUSED("access was refused", "住户拒绝入户"),
    FORCE_MAJEURE("force majeure", "不可抗力");

    private final String english;
    private final String chinese;

    PauseReason(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    /** The reason for people: Chinese where the locale is, English otherwise. */
    public String inWords(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? chinese : english;
    }
}
