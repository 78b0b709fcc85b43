package dev.haios.registry;

import dev.haios.kit.testing.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_registry_keeps_the_rules_of_the_house() {
        HouseRules.check("dev.haios.registry", HouseRules.forLibraries("dev.haios.registry"));
        HouseRules.check("dev.haios.registry", HouseRules.forServices("dev.haios.registry"));
    }
}
