/**
 * A call through the gateway: what is asked, what comes back, and the receipt that says who
 * answered at what cost. The gateway writes receipts; everybody reads them.
 */
@NullMarked
package dev.haios.contracts.invoke;

import org.jspecify.annotations.NullMarked;
