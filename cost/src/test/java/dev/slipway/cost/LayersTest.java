package dev.slipway.cost;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

@AnalyzeClasses(packages = "dev.slipway.cost", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule a_plan_is_all_that_an_estimate_needs = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.slipway.cost", "dev.slipway.plan", "java..");
}
