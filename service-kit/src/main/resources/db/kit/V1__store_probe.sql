-- One row that the health check rewrites, so that "writable" means that a write succeeded.
create table store_probe (
    id integer not null primary key check (id = 1),
    writes bigint not null,
    room text not null -- filled after a full disk, to see whether there is space for more than a row
);

insert into store_probe (id, writes, room) values (1, 0, '');
