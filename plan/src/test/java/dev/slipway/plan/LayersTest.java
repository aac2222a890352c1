package dev.slipway.plan;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.slipway", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule a_plan_can_be_made_of_any_program = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.slipway", "dev.slipway.settings..", "com.pulumi.aws..", "com.pulumi.awsx..");
}
