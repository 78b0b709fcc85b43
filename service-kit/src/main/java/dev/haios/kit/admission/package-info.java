/**
 * Who is let in, so that overload is answered instead of exhausting the heap: requests at once by
 * lane, open streams, connections, and how long a client may take. What it refuses it refuses
 * before a body is read, with 503 (429 to a client that takes more than its share) and {@code
 * Retry-After}. Knows no endpoint but those that settings name.
 */
@NullMarked
package dev.haios.kit.admission;

import org.jspecify.annotations.NullMarked;
