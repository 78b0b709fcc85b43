/**
 * Receipts: listing them, showing them, proving that none was edited, deleted or cut off, and
 * exporting one with its signature. The proof needs no trust in the gateway: every hash is computed
 * here from the stored text, and the signature of the chain's head is checked against the keys in
 * {@code artifacts/engine/keys}.
 */
@NullMarked
package dev.haios.cli.receipts;

import org.jspecify.annotations.NullMarked;
