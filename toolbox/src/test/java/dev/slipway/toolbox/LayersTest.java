package dev.slipway.toolbox;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.slipway.toolbox", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule commands_use_the_rest_and_each_part_is_on_its_own = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("cli")
            .definedBy("dev.slipway.toolbox.cli")
            .layer("plan")
            .definedBy("dev.slipway.toolbox.plan")
            .layer("diagram")
            .definedBy("dev.slipway.toolbox.diagram")
            .layer("cost")
            .definedBy("dev.slipway.toolbox.cost")
            .layer("report")
            .definedBy("dev.slipway.toolbox.report")
            .layer("settings")
            .definedBy("dev.slipway.toolbox.settings")
            .layer("init")
            .definedBy("dev.slipway.toolbox.init")
            .layer("cloud")
            .definedBy("dev.slipway.toolbox.cloud")
            .layer("brief")
            .definedBy("dev.slipway.toolbox.brief..")
            .layer("rehearsal")
            .definedBy("dev.slipway.toolbox.rehearsal..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("cli", "brief")
            .whereLayer("plan")
            .mayOnlyBeAccessedByLayers("cli", "report", "brief")
            .whereLayer("diagram")
            .mayOnlyBeAccessedByLayers("cli", "report", "brief")
            .whereLayer("cost")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("settings")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("rehearsal")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("init")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("brief")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("cloud")
            .mayOnlyBeAccessedByLayers("cli", "brief");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.slipway.toolbox.(**)").should().beFreeOfCycles();
}
