-- Wake-ups are found by ticket; a recomputation goes through the tickets that have an open clock.
drop index steward.clock_wake_up;
create index clock_open_ticket on steward.clock (ticket) where open;
