/**
 * What was measured, and how it is shown: samples by round, their medians and ratios, the targets,
 * the machine; as Markdown for people and documents, and as one JSON document for scripts. It does
 * not know how anything is measured.
 */
@NullMarked
package dev.haios.bench.report;

import org.jspecify.annotations.NullMarked;
