package dev.haios.adapters;

import dev.haios.kit.testing.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    private static final String ROOT = "dev.haios.adapters";

    @Test
    void the_adapters_keep_the_house_rules() {
        HouseRules.check(ROOT, HouseRules.forLibraries(ROOT));
        HouseRules.check(ROOT, HouseRules.forServices(ROOT));
    }
}
