package dev.haios.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.haios.cli");

    @Test
    void features_do_not_depend_on_each_other_in_circles() {
        slices().matching("dev.haios.cli.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void no_feature_knows_the_command_that_puts_them_together() {
        noClasses()
                .that()
                .resideInAPackage("dev.haios.cli.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.haios.cli")
                .check(classes);
    }

    @Test
    void the_command_line_carries_no_spring() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..")
                .check(classes);
    }

    @Test
    void shown_time_comes_from_the_sessions_clock_and_nobody_sleeps() {
        noClasses().should().callMethod(Instant.class, "now").check(classes);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(classes);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(classes);
    }

    @Test
    void every_package_says_what_it_owns_and_is_null_marked() {
        for (JavaClass type : classes) {
            assertThat(type.getPackage().tryGetPackageInfo())
                    .as(type.getPackageName())
                    .hasValueSatisfying(
                            info -> assertThat(info.isAnnotatedWith(NullMarked.class)).isTrue());
        }
    }

    @Test
    void names_say_what_a_class_is_for() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|DTO|Dto|Info|Data)")
                .check(classes);
    }
}
