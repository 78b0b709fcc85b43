/**
 * What is left of a call: the receipt that says who was asked, who was tried, who answered, how
 * long it took and what it cost; and the chain that receipts form, so that everybody can check that
 * none was edited, deleted or cut off. The gateway writes both; everybody reads them. Which key
 * signs and who is trusted is not known here.
 */
@NullMarked
package dev.haios.contracts.receipt;

import org.jspecify.annotations.NullMarked;
