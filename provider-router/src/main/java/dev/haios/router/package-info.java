/**
 * The provider router: turns a question such as "who can classify?" into ranked candidates, with a
 * reason for everyone who was left out. It mirrors the registry, knows the operator's matrix of
 * models, and learns from heartbeats and receipts how fast and how busy everybody is. It never
 * calls a candidate itself.
 */
@NullMarked
package dev.haios.router;

import org.jspecify.annotations.NullMarked;
