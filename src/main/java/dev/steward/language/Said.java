package dev.steward.language;

/** What has something to say to a person: exceptions that carry their {@link Sentence}. */
public interface Said {

    Sentence sentence();
}
