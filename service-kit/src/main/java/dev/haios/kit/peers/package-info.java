/**
 * One typed client per fleet service, and where each service is found. A client turns HTTP into
 * outcomes a caller must look at; it keeps no state about its peer.
 */
@NullMarked
package dev.haios.kit.peers;

import org.jspecify.annotations.NullMarked;
