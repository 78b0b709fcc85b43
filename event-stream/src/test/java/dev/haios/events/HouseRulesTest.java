package dev.haios.events;

import dev.haios.kit.testing.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_code_keeps_the_rules_of_the_house() {
        HouseRules.check("dev.haios.events", HouseRules.forLibraries("dev.haios.events"));
        HouseRules.check("dev.haios.events", HouseRules.forServices("dev.haios.events"));
    }
}
