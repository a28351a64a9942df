-- Who did not keep an order that was sent to them: whoever said no is not asked again before others.
create table steward.order_returned (
    id         bigint generated always as identity primary key,
    work_order bigint not null references steward.work_order,
    ticket     text not null references steward.ticket,
    site       text not null,
    technician text not null,
    how        text not null check (how in ('DECLINED', 'UNANSWERED', 'GIVEN_BACK')),
    reason     text,
    at         timestamptz not null
);
create index order_returned_ticket on steward.order_returned (ticket);
