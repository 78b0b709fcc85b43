/**
 * The gateway: the one place clients call. It asks the router who can do the work, calls them in
 * order within the caller's deadline, and leaves a receipt of every call before it answers. It
 * ranks nobody and knows no provider's wire format.
 */
@NullMarked
package dev.haios.gateway;

import org.jspecify.annotations.NullMarked;
