package dev.haios.cli.lifecycle;

import dev.haios.cli.fleet.ServiceSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * What became of every service that was to be started.
 *
 * @param outcomes in start order
 */
record StartResult(SequencedMap<ServiceSpec, StartOutcome> outcomes) {

    boolean allUp() {
        return outcomes.values().stream().allMatch(StartOutcome.Up.class::isInstance);
    }

    boolean anyUp() {
        return outcomes.values().stream().anyMatch(StartOutcome.Up.class::isInstance);
    }

    boolean isUp(String name) {
        return of(StartOutcome.Up.class).keySet().stream()
                .anyMatch(service -> service.name().equals(name));
    }

    /** The services with an outcome of this kind, in start order. */
    <T extends StartOutcome> Map<ServiceSpec, T> of(Class<T> kind) {
        Map<ServiceSpec, T> some = new LinkedHashMap<>();
        outcomes.forEach((service, outcome) -> {
            if (kind.isInstance(outcome)) {
                some.put(service, kind.cast(outcome));
            }
        });
        return some;
    }

    /** The names of services that go on running an earlier build, separated by spaces. */
    String outdated() {
        return of(StartOutcome.AlreadyUp.class).entrySet().stream()
                .filter(one -> one.getValue().outdated())
                .map(one -> one.getKey().name())
                .collect(Collectors.joining(" "));
    }
}
