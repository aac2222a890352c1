package dev.slipway;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.slipway.component.Component;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(
        packages = "dev.slipway",
        importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class LayersTest {

    @ArchTest
    static final ArchRule components_build_on_each_other_in_one_direction = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("program")
            .definedBy("dev.slipway")
            .layer("compute")
            .definedBy("dev.slipway.compute")
            .layer("delivery")
            .definedBy("dev.slipway.delivery")
            .layer("data")
            .definedBy("dev.slipway.data")
            .layer("edge")
            .definedBy("dev.slipway.edge")
            .layer("network")
            .definedBy("dev.slipway.network")
            .layer("observe")
            .definedBy("dev.slipway.observe")
            .layer("changes")
            .definedBy("dev.slipway.changes")
            .layer("component")
            .definedBy("dev.slipway.component")
            .layer("architecture")
            .definedBy("dev.slipway.architecture")
            .whereLayer("program")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("compute")
            .mayOnlyBeAccessedByLayers("program")
            .whereLayer("delivery")
            .mayOnlyBeAccessedByLayers("program")
            .whereLayer("changes")
            .mayOnlyBeAccessedByLayers("program")
            .whereLayer("data")
            .mayOnlyBeAccessedByLayers("program", "compute")
            .whereLayer("edge")
            .mayOnlyBeAccessedByLayers("program", "compute", "delivery")
            .whereLayer("network")
            .mayOnlyBeAccessedByLayers("program", "compute", "data", "edge")
            .whereLayer("observe")
            .mayOnlyBeAccessedByLayers("program", "compute", "data", "edge", "network")
            .whereLayer("component")
            .mayOnlyBeAccessedByLayers("program", "compute", "delivery", "data", "edge", "network", "observe")
            .whereLayer("architecture")
            .mayOnlyBeAccessedByLayers("program", "changes", "compute", "delivery", "data", "edge", "network");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.slipway.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_program_is_planned = noClasses()
            .that()
            .resideOutsideOfPackages("dev.slipway", "dev.slipway.plan..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.slipway.plan..");

    @ArchTest
    static final ArchRule components_are_final = classes()
            .that()
            .areAssignableTo(Component.class)
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule names_say_what_a_class_is =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
