-- Which workflows an import runs for its records; empty: all, if any. Those that are published later run for none of them.
alter table crm.imports add column run_workflow_ids text[] not null default '{}';
