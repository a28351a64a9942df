-- Messages that a transaction decided to send; the sender takes them from here, so that none is lost and none is sent
-- for a transaction that was rolled back. All personal data of a message is in recipient, recipient_user and model.
create table steward.outbox (
    id              bigint generated always as identity primary key,
    kind            text        not null default 'MAIL' check (kind in ('MAIL')),
    site            text        not null,
    ticket          text,
    stage           text        not null,
    round           integer,
    staff_key       text,
    recipient       text,
    recipient_user  text,
    language        text,
    model           jsonb       not null,
    state           text        not null check (state in ('WAITING', 'LEASED', 'SENT', 'FAILED', 'SUPPRESSED')),
    reason          text,
    attempts        integer     not null default 0,
    created_at      timestamptz not null,
    not_before      timestamptz not null,
    next_attempt_at timestamptz not null,
    leased_until    timestamptz,
    message_id      text        not null unique,
    sent_at         timestamptz,
    last_error      text,
    check ((staff_key is null) = (recipient_user is null)),
    check (staff_key is not null or (ticket is not null and round is not null)),
    check (state <> 'SUPPRESSED' or reason is not null),
    check ((state = 'SENT') = (sent_at is not null)),
    check ((state = 'LEASED') = (leased_until is not null))
);

-- each stage of a ticket is told to the resident once per round; each message to staff once per key
create unique index outbox_resident on steward.outbox (ticket, stage, round) where staff_key is null;
create unique index outbox_staff on steward.outbox (staff_key) where staff_key is not null;

-- what the sender takes next: pages before everything else, then whatever has waited longest
create index outbox_due on steward.outbox ((stage <> 'PAGE'), (coalesce(leased_until, next_attempt_at)))
    where state in ('WAITING', 'LEASED');
create index outbox_failed on steward.outbox (site) where state = 'FAILED';
create index outbox_ticket on steward.outbox (ticket) where ticket is not null;
