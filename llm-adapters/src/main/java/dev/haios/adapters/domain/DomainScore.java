package dev.haios.adapters.domain;

/**
 * One domain and how probable it is.
 *
 * @param domain one of the sixteen, for instance {@code earth_env}
 * @param confidence probability, 0 to 1
 */
public record DomainScore(String domain, double confidence) {}
