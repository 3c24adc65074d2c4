-- Why a deletion was asked for: what its job changes belongs to the same run, or to the same screen.
alter table crm.deletions add column reason jsonb not null default '{"kind": "screen"}';
