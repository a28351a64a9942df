-- Return visits: each asks once whether a ticket is solved; its attempts are the evidence.
create table steward.return_visit (
    ticket      text not null references steward.ticket,
    round       integer not null check (round > 0),
    site        text not null,
    shared_area boolean not null,
    result      text check (result in ('SATISFIED', 'OBJECTED', 'UNREACHED', 'DECLINED', 'CHECKED')),
    score       smallint check (score between 1 and 5),
    objection   text,
    visited_by  text,
    action      text check (action in ('REWORK', 'EXPLAIN', 'COMPENSATE')),
    plan        text,
    amount      numeric(12, 2),
    opened_at   timestamptz not null,
    ended_at    timestamptz,
    primary key (ticket, round)
);

create table steward.visit_attempt (
    ticket   text not null,
    round    integer not null,
    attempt  integer not null check (attempt between 1 and 3),
    at       timestamptz not null,
    actor    text not null,
    reached  boolean not null,
    evidence text,
    primary key (ticket, round, attempt),
    foreign key (ticket, round) references steward.return_visit
);
