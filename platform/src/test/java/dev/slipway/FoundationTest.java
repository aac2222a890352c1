package dev.slipway;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FoundationTest {

    private static final Plan FOUNDATION = TestEstate.stack("foundation").plan();

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod"})
    void eachRoleTrustsJustTheSubjectThatItsJobsCarry(String environment) throws Exception {
        assertThat(trust("slipway-foundation-" + environment + "-deploy"))
                .isEqualTo("repo:your-org/your-repo:environment:" + environment);
        assertThat(trust("slipway-foundation-" + environment + "-preview"))
                .isEqualTo("repo:your-org/your-repo:pull_request");
    }

    @Test
    void noPolicyIsLongerThanIamAllows() {
        assertThat(FOUNDATION.all("aws:iam/policy:Policy"))
                .hasSize(14)
                .allSatisfy(policy -> assertThat(policy.text("policy").length()).isLessThanOrEqualTo(6144));
    }

    @Test
    void noDeployRoleMayChangeItself() {
        assertThat(FOUNDATION
                        .all("aws:iam/policy:Policy")
                        .filter(policy -> policy.text("policy").contains("iam:PutRolePolicy"))
                        .map(policy -> policy.text("policy")))
                .hasSize(2)
                .allSatisfy(
                        policy -> assertThat(policy).doesNotContain(":role/*").doesNotContain("slipway-deploy"));
    }

    @Test
    void theRegistryNeverMovesATagAndKeepsWhatWasPromotedByCount() throws Exception {
        var repository = FOUNDATION.one("aws:ecr/repository:Repository");
        assertThat(repository.text("imageTagMutability")).isEqualTo("IMMUTABLE");
        assertThat(repository.flag("imageScanningConfiguration.scanOnPush")).isTrue();
        assertThat(repository.options().protect()).isTrue();
        var rules = new JsonMapper()
                .readTree(FOUNDATION
                        .one("aws:ecr/lifecyclePolicy:LifecyclePolicy")
                        .text("policy"))
                .get("rules");
        assertThat(rules.findValuesAsText("countType")).containsOnly("imageCountMoreThan");
        assertThat(rules.get(0).at("/selection/tagPrefixList/0").textValue()).isEqualTo("staging-");
        assertThat(rules.get(1).at("/selection/tagPrefixList/0").textValue()).isEqualTo("prod-");
        assertThat(rules.get(2).at("/selection/tagStatus").textValue()).isEqualTo("any");
    }

    @Test
    void whatTheAccountHasAlreadyIsFoundAndNotMade() {
        var found = TestEstate.stack("foundation")
                .with("foundation", "oidcProvider", "\"lookup\"")
                .with("foundation", "hostedZone", "\"lookup\"")
                .plan();
        assertThat(found.all("aws:iam/openIdConnectProvider:OpenIdConnectProvider"))
                .isEmpty();
        assertThat(found.all("aws:route53/zone:Zone")).isEmpty();
        assertThat(found.outputs()).containsKeys("zoneId", "nameServers");
    }

    @Test
    void allThatHasANameCarriesTheProject() {
        assertThat(FOUNDATION.resources().stream().filter(resource -> resource.has("name")))
                .filteredOn(resource -> !resource.type().equals("aws:route53/zone:Zone"))
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(resource.text("name")).startsWith("slipway"));
    }

    private static String trust(String role) throws Exception {
        PlannedResource found = FOUNDATION.named("aws:iam/role:Role", role);
        var statement =
                new JsonMapper().readTree(found.text("assumeRolePolicy")).at("/Statement");
        var condition = (statement.isArray() ? statement.get(0) : statement).at("/Condition/StringEquals");
        assertThat(condition.get("token.actions.githubusercontent.com:aud").textValue())
                .isEqualTo("sts.amazonaws.com");
        return condition.get("token.actions.githubusercontent.com:sub").textValue();
    }
}
