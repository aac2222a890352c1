package dev.slipway.app;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.slipway.app", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule packages_do_not_depend_on_each_other_in_a_circle =
            slices().matching("dev.slipway.app.(*)..").should().beFreeOfCycles();

    /** The service puts features together; a feature knows no other. */
    @ArchTest
    static final ArchRule layers_depend_downwards_only = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.slipway.app..")
            .layer("service")
            .definedBy("dev.slipway.app")
            .layer("orders")
            .definedBy("dev.slipway.app.orders..")
            .layer("files")
            .definedBy("dev.slipway.app.files..")
            .layer("users")
            .definedBy("dev.slipway.app.users..")
            .layer("sum")
            .definedBy("dev.slipway.app.sum..")
            .layer("operations")
            .definedBy("dev.slipway.app.ops..")
            .layer("http")
            .definedBy("dev.slipway.app.http..")
            .layer("configuration")
            .definedBy("dev.slipway.app.config..")
            .layer("database")
            .definedBy("dev.slipway.app.database..")
            .layer("tools")
            .definedBy("dev.slipway.app.json..", "dev.slipway.app.id..", "dev.slipway.app.deadline..")
            .whereLayer("service")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("orders")
            .mayOnlyBeAccessedByLayers("service")
            .whereLayer("files")
            .mayOnlyBeAccessedByLayers("service")
            .whereLayer("users")
            .mayOnlyBeAccessedByLayers("service")
            .whereLayer("sum")
            .mayOnlyBeAccessedByLayers("service")
            .whereLayer("operations")
            .mayOnlyBeAccessedByLayers("service")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("service", "orders", "files", "users", "sum", "operations")
            .whereLayer("configuration")
            .mayOnlyBeAccessedByLayers("service", "operations", "http")
            .whereLayer("database")
            .mayOnlyBeAccessedByLayers("service", "orders", "users", "operations", "http", "configuration")
            .whereLayer("tools")
            .mayNotAccessAnyLayer();
}
