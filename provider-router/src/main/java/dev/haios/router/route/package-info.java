/**
 * Answers questions: puts together who is registered, what the matrix says and what was measured,
 * has it ranked, and adds what the ranking was based on. Also notices when new figures have changed
 * an order.
 */
@NullMarked
package dev.haios.router.route;

import org.jspecify.annotations.NullMarked;
