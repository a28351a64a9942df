package dev.steward.sla;

import java.util.Locale;

/** Why a promise was broken, for the weekly review. */
public enum RootCause {
    RESIDENT("the resident", "住户原因"),
    STAFFING("staffing", "人手不足"),
    PARTS("parts", "配件"),
    CONTRACTOR("the contractor", "承包商"),
    DEVELOPER("the developer", "开发商"),
    /** The design or construction of the building. */
    DESIGN("the design of the building", "设计或施工"),
    /** A promise made at the sale of the home. */
    PROMISE("a promise made at the sale", "销售承诺"),
    /** The work was estimated wrongly. */
    ESTIMATE("a wrong estimate", "预估有误"),
    OTHER("other", "其他");

    private final String english;
    private final String chinese;

    RootCause(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    /** The cause for people: Chinese where the locale is, English otherwise. */
    public String inWords(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? chinese : english;
    }
}
