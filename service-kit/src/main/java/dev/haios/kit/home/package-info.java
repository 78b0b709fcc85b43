/**
 * Where a service lives: the installation's root, its folders, and the service's own name, port and
 * advertised address. Knows no other service and does no I/O beyond resolving paths.
 */
@NullMarked
package dev.haios.kit.home;

import org.jspecify.annotations.NullMarked;
