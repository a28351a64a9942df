-- Unified replies of the desk. SHIPPED follows the file, EDITED is the company's own, DELETED is not to come back.
create table steward.handbook (
    key         text primary key,
    category    text not null,
    question_en text not null,
    question_zh text not null,
    answer_en   text not null,
    answer_zh   text not null,
    when_en     text not null,
    when_zh     text not null,
    state       text not null check (state in ('SHIPPED', 'EDITED', 'DELETED')),
    changed_by  text not null,
    changed_at  timestamptz not null
);
create index handbook_category on steward.handbook (category);
