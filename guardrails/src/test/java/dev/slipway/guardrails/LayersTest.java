package dev.slipway.guardrails;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.slipway.guardrails", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule rules_know_plans_only = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.slipway", "dev.slipway.settings..", "com.pulumi..");
}
