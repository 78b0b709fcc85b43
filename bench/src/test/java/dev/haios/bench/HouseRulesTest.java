package dev.haios.bench;

import dev.haios.kit.testing.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_benchmarks_keep_the_rules_of_the_house() {
        HouseRules.check("dev.haios.bench", HouseRules.forLibraries("dev.haios.bench"));
    }
}
