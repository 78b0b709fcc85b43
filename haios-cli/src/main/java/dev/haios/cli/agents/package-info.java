/**
 * The agents of the swarm as files: reads them, finds every defect a person can make in them, shows
 * the tree they form, compiles them for the services that enforce what they say, installs them for
 * Claude Code, and is what its hooks call. It refuses to know how an agent does its work.
 */
@NullMarked
package dev.haios.cli.agents;

import org.jspecify.annotations.NullMarked;
