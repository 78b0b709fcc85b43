-- One row that the health check rewrites, so that "writable" means that a write succeeded.
create table store_probe (
    id integer not null primary key check (id = 1),
    writes bigint not null
);

insert into store_probe (id, writes) values (1, 0);
