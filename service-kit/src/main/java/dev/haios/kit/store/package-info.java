/**
 * One SQLite file per service in which <em>an answered write is on disk</em>. Units of work from
 * all threads are committed together by the one thread that owns the writing connection; queries
 * run on a few reader threads. Code inside a unit or a query uses an ordinary {@code JdbcClient}.
 * Owns transactions, their failures and their recovery; knows no table but its own probe. What
 * differs on another database lies in {@link dev.haios.kit.store.SqliteConnections}, {@link
 * dev.haios.kit.store.StoreConnection} and {@link dev.haios.kit.store.SqliteErrors}.
 */
@NullMarked
package dev.haios.kit.store;

import org.jspecify.annotations.NullMarked;
