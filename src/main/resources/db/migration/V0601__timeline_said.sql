-- What the house itself says in a timeline: a code with its facts, for programs and for readers of any language. Lines in
-- somebody's own words have neither.
alter table steward.timeline
    add column said  text,
    add column facts jsonb,
    add check ((said is null) = (facts is null));
