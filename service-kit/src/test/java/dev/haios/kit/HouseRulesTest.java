package dev.haios.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.haios.kit.testing.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kit keeps the rules it hands to others, and knows no domain. */
class HouseRulesTest {

    @Test
    void the_kit_keeps_the_house_rules() {
        HouseRules.check("dev.haios.kit", HouseRules.forLibraries("dev.haios.kit"));
    }

    @Test
    void the_kit_depends_on_no_service() {
        HouseRules.check(
                "dev.haios.kit",
                List.of(
                        noClasses()
                                .should()
                                .dependOnClassesThat()
                                .resideOutsideOfPackages(
                                        "dev.haios.kit..",
                                        "dev.haios.contracts..",
                                        "java..",
                                        "javax.sql..",
                                        "jakarta.servlet..",
                                        "com.sun.management..",
                                        "org.springframework..",
                                        "org.apache..",
                                        "org.flywaydb..",
                                        "org.sqlite..",
                                        "org.slf4j..",
                                        "org.jspecify..",
                                        "io.micrometer..",
                                        "io.opentelemetry..",
                                        "tools.jackson..")));
    }
}
