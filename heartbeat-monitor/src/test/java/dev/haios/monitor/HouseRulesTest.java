package dev.haios.monitor;

import dev.haios.kit.testing.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void the_monitor_keeps_the_house_rules() {
        HouseRules.check("dev.haios.monitor", HouseRules.forLibraries("dev.haios.monitor"));
        HouseRules.check("dev.haios.monitor", HouseRules.forServices("dev.haios.monitor"));
    }
}
