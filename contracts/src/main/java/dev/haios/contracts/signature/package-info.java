/**
 * The signature format of HAIOS: Ed25519 in OpenSSH's SSHSIG envelope, with OpenSSH's own key,
 * allowed-signers and revocation files, so that {@code ssh-keygen -Y verify} checks any artefact
 * without our software and we accept what {@code ssh-keygen -Y sign} signs. It owns keys, signing,
 * verifying and the question who may sign what, when. It refuses to know what the signed bytes
 * mean, and it never parses them: callers verify first and read the same bytes afterwards.
 */
@NullMarked
package dev.haios.contracts.signature;

import org.jspecify.annotations.NullMarked;
