package dev.slipway.settings;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.slipway", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule reading_uses_rules_and_rules_use_records = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("reading")
            .definedBy("dev.slipway.settings.reading")
            .layer("rules")
            .definedBy("dev.slipway.settings.rules")
            .layer("records")
            .definedBy("dev.slipway.settings")
            .layer("stack")
            .definedBy("dev.slipway.settings.stack")
            .whereLayer("reading")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("rules")
            .mayOnlyBeAccessedByLayers("reading")
            .whereLayer("records")
            .mayOnlyBeAccessedByLayers("reading", "rules")
            .whereLayer("stack")
            .mayOnlyBeAccessedByLayers("reading", "rules");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.slipway.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule settings_do_not_use_pulumi =
            noClasses().should().dependOnClassesThat().resideInAPackage("com.pulumi..");
}
