package dev.haios.gateway.seal;

import dev.haios.contracts.receipt.ChainEnd;

/**
 * A signed statement about where the chain ends.
 *
 * @param statement the exact text that is signed
 * @param signature armored
 */
record SealedHead(ChainEnd end, String statement, String signature) {}
