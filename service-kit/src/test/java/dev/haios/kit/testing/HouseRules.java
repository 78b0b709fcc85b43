package dev.haios.kit.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.haios.contracts.schema.Contract;
import dev.haios.kit.access.Requires;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The rules of the house that a machine can check; each module's own test applies them to itself.
 */
public final class HouseRules {

    private HouseRules() {}

    /** Rules for every module, with or without Spring. */
    public static List<ArchRule> forLibraries(String root) {
        return List.of(
                noClasses()
                        .should()
                        .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|DTO|Dto|Info|Data)")
                        .because("such a suffix says nothing about the job"),
                noClasses()
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(LocalDateTime.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .because("shown time comes from an injected Clock"),
                noClasses()
                        .should()
                        .callMethod(Thread.class, "sleep", long.class)
                        .because("waiting is for a condition, with a deadline"),
                slices().matching(root + ".(*)..").should().beFreeOfCycles(),
                classes().should(liveInADescribedPackage()));
    }

    /** Rules for a Boot service, in addition. */
    public static List<ArchRule> forServices(String root) {
        return List.of(
                noFields()
                        .should()
                        .beAnnotatedWith(Autowired.class)
                        .orShould()
                        .beAnnotatedWith(Value.class)
                        .because("constructors take what a class needs"),
                classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate(),
                classes()
                        .that()
                        .resideInAPackage(root + "..")
                        .and()
                        .arePublic()
                        .and()
                        .areTopLevelClasses()
                        .and()
                        .areNotAnnotatedWith(SpringBootApplication.class)
                        .should(beUsedFromAnotherPackage())
                        .allowEmptyShould(true)
                        .because("public is a decision that another package needs the type"),
                methods()
                        .that()
                        .areDeclaredInClassesThat()
                        .areAnnotatedWith(RestController.class)
                        .should(nameTheirRole())
                        .allowEmptyShould(true),
                methods()
                        .that()
                        .areDeclaredInClassesThat()
                        .areAnnotatedWith(RestController.class)
                        .should(bindOnlyContracts())
                        .allowEmptyShould(true));
    }

    /** Applies the rules to the main classes below a root package. */
    public static void check(String root, List<ArchRule> rules) {
        JavaClasses classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(root);
        rules.forEach(rule -> rule.check(classes));
    }

    /** A package without the mark would also be left out of the check for nulls. */
    private static ArchCondition<JavaClass> liveInADescribedPackage() {
        return new ArchCondition<>("live in a package that says what it owns and is null-marked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean described =
                        type.getPackage()
                                .tryGetPackageInfo()
                                .filter(info -> info.isAnnotatedWith(NullMarked.class))
                                .isPresent();
                if (!described) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type,
                                    type.getPackageName() + " has no @NullMarked package-info"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> beUsedFromAnotherPackage() {
        return new ArchCondition<>("be used from another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used =
                        type.getDirectDependenciesToSelf().stream()
                                .anyMatch(use ->
                                        !use.getOriginClass()
                                                .getPackageName()
                                                .equals(type.getPackageName()));
                if (!used) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type, type.getName() + " is public, but nobody else uses it"));
                }
            }
        };
    }

    private static ArchCondition<JavaMethod> nameTheirRole() {
        return new ArchCondition<>("name the role they require") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean handler =
                        AnnotatedElementUtils.hasAnnotation(method.reflect(), RequestMapping.class);
                if (handler && !method.isAnnotatedWith(Requires.class)) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    method, method.getFullName() + " lacks @Requires"));
                }
            }
        };
    }

    private static ArchCondition<JavaMethod> bindOnlyContracts() {
        return new ArchCondition<>("bind only bodies that have a contract") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                for (var parameter : method.reflect().getParameters()) {
                    if (parameter.isAnnotationPresent(RequestBody.class)
                            && !parameter.getType().isAnnotationPresent(Contract.class)) {
                        events.add(
                                SimpleConditionEvent.violated(
                                        method,
                                        method.getFullName() + " binds a body without contract"));
                    }
                }
            }
        };
    }
}
