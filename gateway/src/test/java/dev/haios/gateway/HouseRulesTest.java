package dev.haios.gateway;

import dev.haios.kit.testing.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    private static final String ROOT = "dev.haios.gateway";

    @Test
    void the_rules_for_libraries_hold() {
        HouseRules.check(ROOT, HouseRules.forLibraries(ROOT));
    }

    @Test
    void the_rules_for_services_hold() {
        HouseRules.check(ROOT, HouseRules.forServices(ROOT));
    }
}
