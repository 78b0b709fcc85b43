/**
 * The agents of the swarm as files: reads them, finds every defect a person can make in them, shows
 * the tree they form, and compiles them for the services that enforce what they say. It refuses to
 * know how an agent does its work.
 */
@NullMarked
package dev.haios.cli.agents;

import org.jspecify.annotations.NullMarked;
