/**
 * Who may call what: tokens and roles, the operator credential, the rule that an address beyond
 * loopback needs tokens, the check of {@code Host} and {@code Origin}, and the policy for addresses
 * the fleet itself is asked to call. Opaque bearer tokens only; it knows no users.
 */
@NullMarked
package dev.haios.kit.access;

import org.jspecify.annotations.NullMarked;
