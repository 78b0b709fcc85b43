/**
 * What is left of a call: the receipt that says who was asked, who was tried, who answered, how
 * long it took and what it cost. The gateway writes receipts and chains them; everybody reads them.
 * How hashes and signatures are made is not known here.
 */
@NullMarked
package dev.haios.contracts.receipt;

import org.jspecify.annotations.NullMarked;
