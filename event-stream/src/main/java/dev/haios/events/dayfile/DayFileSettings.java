package dev.haios.events.dayfile;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where day files lie, bound from {@code haios.stream.day-files}. They are kept as long as the
 * events.
 *
 * @param folder absolute, or below the installation's artifacts folder
 */
@ConfigurationProperties("haios.stream.day-files")
record DayFileSettings(String folder) {}
