package dev.slipway.engine;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks that each of the foundation's roles admits only its own jobs. */
@Story
class SignInIT {

    private static final List<String> ROLES = List.of("stagingDeploy", "stagingPreview", "prodDeploy", "prodPreview");

    private Workbench bench;
    private JsonNode outputs;

    @BeforeAll
    void prepare() throws Exception {
        bench = Workbench.ofATeam(SignInIT.class);
        bench.deployFoundation();
        outputs = bench.pulumi().outputs("foundation");
    }

    @AfterAll
    void clear() throws Exception {
        bench.close();
    }

    @Test
    @Order(1)
    void a_role_admits_only_its_own_jobs_in_both_forms_of_the_subject() {
        assertThat(admitted())
                .containsExactlyEntriesOf(ordered(
                        List.of("a job of staging", "stagingDeploy"),
                        List.of("a job of staging, with the old form of subject", "stagingDeploy"),
                        List.of("a job of prod", "prodDeploy"),
                        List.of("a job of prod, with the old form of subject", "prodDeploy"),
                        List.of("a pull request", "stagingPreview"),
                        List.of("a pull request, with the old form of subject", "stagingPreview"),
                        List.of("main", "prodPreview"),
                        List.of("a pull request that names an environment"),
                        List.of(
                                "a pull request of a fork, where the repository sends it write tokens",
                                "stagingPreview"),
                        List.of("another environment"),
                        List.of("another branch"),
                        List.of("a tag"),
                        List.of("another repository of the same owner"),
                        List.of("another owner"),
                        List.of("a repository of the same name with another id"),
                        List.of("the same, with the old form of subject"),
                        List.of("an owner of the same name with another id"),
                        List.of("another audience"),
                        List.of("an expired token"),
                        List.of("an environment with a longer name"),
                        List.of("no token at all")));
    }

    @Test
    @Order(2)
    void without_ids_only_the_old_form_is_admitted() {
        bench.pulumi().set("foundation", "foundation.repository", "acme/orders");
        bench.pulumi().up("foundation").succeeded();
        var role = role("stagingDeploy");
        assertThat(bench.aws().admits(role, GitHubToken.of("--environment", "staging", "--old-subject")))
                .isTrue();
        assertThat(bench.aws().admits(role, GitHubToken.of("--environment", "staging")))
                .isFalse();
    }

    private Map<String, List<String>> admitted() {
        var tokens = new LinkedHashMap<String, String>();
        tokens.put("a job of staging", GitHubToken.ofAJobOf("staging"));
        tokens.put(
                "a job of staging, with the old form of subject",
                GitHubToken.of("--environment", "staging", "--old-subject"));
        tokens.put("a job of prod", GitHubToken.ofAJobOf("prod"));
        tokens.put(
                "a job of prod, with the old form of subject",
                GitHubToken.of("--environment", "prod", "--old-subject"));
        tokens.put("a pull request", GitHubToken.ofAPullRequest());
        tokens.put("a pull request, with the old form of subject", GitHubToken.of("--pull-request", "--old-subject"));
        tokens.put("main", GitHubToken.ofMain());
        tokens.put(
                "a pull request that names an environment",
                GitHubToken.of("--pull-request", "--environment", "staging"));
        tokens.put(
                "a pull request of a fork, where the repository sends it write tokens",
                GitHubToken.of("--pull-request", "--fork", "--write-tokens"));
        tokens.put("another environment", GitHubToken.ofAJobOf("qa"));
        tokens.put("another branch", GitHubToken.of("--ref", "refs/heads/feature"));
        tokens.put("a tag", GitHubToken.of("--environment", "prod", "--ref", "refs/tags/v1"));
        tokens.put(
                "another repository of the same owner",
                GitHubToken.of("--repository", "acme/other", "--repository-id", "99", "--environment", "staging"));
        tokens.put(
                "another owner",
                GitHubToken.of("--repository", "evil/orders", "--owner-id", "99", "--environment", "staging"));
        tokens.put(
                "a repository of the same name with another id",
                GitHubToken.of("--repository-id", "99", "--environment", "staging"));
        tokens.put(
                "the same, with the old form of subject",
                GitHubToken.of("--repository-id", "99", "--environment", "staging", "--old-subject"));
        tokens.put(
                "an owner of the same name with another id",
                GitHubToken.of("--owner-id", "99", "--environment", "staging", "--old-subject"));
        tokens.put(
                "another audience",
                GitHubToken.of("--audience", "https://github.com/acme", "--environment", "staging"));
        tokens.put("an expired token", GitHubToken.of("--expired", "--environment", "staging"));
        tokens.put("an environment with a longer name", GitHubToken.ofAJobOf("staging-eu"));
        tokens.put("no token at all", "a-token-of-nobody");
        var admitted = new LinkedHashMap<String, List<String>>();
        tokens.forEach((who, token) -> admitted.put(
                who,
                ROLES.stream()
                        .filter(role -> bench.aws().admits(role(role), token))
                        .toList()));
        return admitted;
    }

    private String role(String name) {
        return outputs.path(name + "Role").asText();
    }

    @SafeVarargs
    private static Map<String, List<String>> ordered(List<String>... entries) {
        var map = new LinkedHashMap<String, List<String>>();
        for (var entry : entries) {
            map.put(entry.getFirst(), entry.subList(1, entry.size()));
        }
        return map;
    }
}
