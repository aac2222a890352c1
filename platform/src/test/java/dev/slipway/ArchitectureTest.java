package dev.slipway;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.slipway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule settingsKnowNothingOfPulumiOrTheEstate = noClasses()
            .that()
            .resideInAPackage("dev.slipway.settings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.pulumi..",
                    "dev.slipway",
                    "dev.slipway.network..",
                    "dev.slipway.edge..",
                    "dev.slipway.data..",
                    "dev.slipway.compute..",
                    "dev.slipway.delivery..",
                    "dev.slipway.observe..",
                    "dev.slipway.plan..");

    @ArchTest
    static final ArchRule aPlanCanBeMadeOfAnyProgram = noClasses()
            .that()
            .resideInAPackage("dev.slipway.plan..")
            .and()
            // The one door: the plans of this repository's own stacks.
            .doNotHaveSimpleName("EstatePlans")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.slipway",
                    "dev.slipway.network..",
                    "dev.slipway.edge..",
                    "dev.slipway.data..",
                    "dev.slipway.compute..",
                    "dev.slipway.delivery..",
                    "dev.slipway.observe..");

    @ArchTest
    static final ArchRule theEstateDoesNotLookAtItsOwnPlan = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.slipway.network..",
                    "dev.slipway.edge..",
                    "dev.slipway.data..",
                    "dev.slipway.compute..",
                    "dev.slipway.delivery..",
                    "dev.slipway.observe..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.slipway.plan..");

    @ArchTest
    static final ArchRule componentsAreFinal = classes()
            .that()
            .areAssignableTo(Component.class)
            .and()
            .doNotHaveFullyQualifiedName(Component.class.getName())
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);

    @ArchTest
    static final ArchRule nothingIsNamedAfterNothing =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
