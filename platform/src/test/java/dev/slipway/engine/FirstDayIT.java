package dev.slipway.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A team's first day, from an empty account to an approved production deployment: the setup commands of docs/delivery.md as
 * written there, then the jobs of deploy.yml, each with its own token and role, while IAM refuses everything else.
 */
@Story
@Order(1) // the longest begin first
class FirstDayIT {

    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final String STATE = "s3://slipway-state-" + SimulatedAws.ACCOUNT;

    private Workbench bench;
    private FakeGitHub github;
    private String digest;

    @BeforeAll
    void prepare() throws Exception {
        var aws = Equipment.deliveryNeeds("jq", "git");
        bench = Workbench.ofTheTemplate(FirstDayIT.class);
        bench.project().addTools();
        github = FakeGitHub.in(bench.folder().resolve("github"), aws);
        // A clone of the team's repository.
        bash("""
                git init --quiet --bare --initial-branch=main ../remote.git
                git init --quiet --initial-branch=main
                git config user.name Team && git config user.email team@acme.dev
                git add --all && git commit --quiet --message 'The template'
                git remote add origin ../remote.git
                git push --quiet --set-upstream origin main
                """).succeeded();
    }

    @AfterAll
    void clear() throws Exception {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    @Order(1)
    void the_setup_commands_of_docs_delivery_work() {
        bash(setUp()).succeeded();

        assertThat(List.of("staging-approval", "prod-approval"))
                .allSatisfy(
                        environment -> assertThat(github.reviewers(environment)).isOne());
        assertThat(github.variables("prod"))
                .containsEntry("vars.DELIVERY", "on")
                .containsEntry("vars.DEPLOY_ROLE_ARN", "arn:aws:iam::123456789012:role/slipway-deploy-prod")
                .containsEntry("vars.PULUMI_BACKEND_URL", STATE + "?region=eu-central-1");
        assertThat(bash("git log -2 --format=%s origin/main").succeeded().out().lines())
                .containsExactly("Name the code owners", "Set the team's own values");
        bench.aws().enforceIam();
    }

    @Test
    @Order(2)
    void nothing_is_deployed_without_approval() {
        assertThat(job("staging").failsAt("Check the approval")).contains("staging-approval");
    }

    @Test
    @Order(3)
    void stagings_job_deploys_it_with_a_role_that_can_do_nothing_else() {
        github.approve("staging-approval");
        digest = job("staging").succeeds().get("stack.digests");
        assertThat(digest).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    @Order(4)
    void stagings_role_cannot_leave_its_environment_as_far_as_the_simulated_aws_checks() {
        // It ignores conditions and the owner of a new role; DeployRightsTest checks those with the policies' text.
        as("stagingDeployRole", GitHubToken.ofAJobOf("staging"));
        var task =
                "$(aws iam list-roles --query \"Roles[?starts_with(RoleName,'slipway-staging-app-task')].RoleName\" --output text)";
        assertThat(List.of(
                        "aws iam put-role-policy --role-name slipway-deploy-staging --policy-name more --policy-document '{}'",
                        "aws iam put-role-policy --role-name slipway-deploy-prod --policy-name more --policy-document '{}'",
                        "aws iam attach-role-policy --role-name " + task
                                + " --policy-arn arn:aws:iam::aws:policy/AdministratorAccess",
                        "aws iam attach-role-policy --role-name slipway-deploy-staging --policy-arn arn:aws:iam::aws:policy/AdministratorAccess",
                        "aws iam update-assume-role-policy --role-name " + task + " --policy-document '{}'",
                        "aws iam update-assume-role-policy --role-name slipway-deploy-prod --policy-document '{}'",
                        "aws iam delete-role-permissions-boundary --role-name " + task,
                        "aws iam put-role-permissions-boundary --role-name slipway-deploy-staging --permissions-boundary arn:aws:iam::aws:policy/AdministratorAccess",
                        "aws iam create-policy-version --policy-arn arn:aws:iam::123456789012:policy/slipway-staging-boundary --policy-document '{}' --set-as-default",
                        "aws iam create-user --user-name me",
                        "aws iam create-access-key --user-name me",
                        "aws iam create-open-id-connect-provider --url https://evil.example.com --client-id-list x --thumbprint-list 0000000000000000000000000000000000000000",
                        "aws sts assume-role --role-arn arn:aws:iam::123456789012:role/slipway-deploy-prod --role-session-name me",
                        "aws s3 cp Pulumi.yaml " + STATE + "/.pulumi/stacks/slipway/prod.json",
                        "aws s3 cp Pulumi.yaml " + STATE + "/.pulumi/stacks/slipway/foundation.json",
                        "aws s3 cp Pulumi.yaml " + STATE + "/.pulumi/stacks/slipway/staging-eu.json",
                        "aws s3 rm " + STATE + "/.pulumi/locks/organization/slipway/prod/lock.json",
                        "aws s3api put-bucket-policy --bucket slipway-state-123456789012 --policy '{}'",
                        "aws s3api delete-bucket --bucket slipway-state-123456789012",
                        "aws ecr batch-delete-image --repository-name slipway --image-ids imageTag=x",
                        "aws secretsmanager get-secret-value --secret-id x"))
                .allSatisfy(attempt -> {
                    var run = bash(attempt);
                    assertThat(run.exit()).as(run.said()).isNotZero();
                    assertThat(run.said()).containsPattern("AccessDenied|403|not authorized");
                });
        // The calls above are refused because of their resources, not because the role has no permissions.
        bash("aws s3 cp --quiet " + STATE + "/.pulumi/stacks/slipway/staging.json -")
                .succeeded();
        bash("aws iam get-role --role-name " + task).succeeded();
    }

    @Test
    @Order(5)
    void production_waits_for_its_own_approval_and_then_runs_stagings_image() {
        assertThat(job("prod").needs("staging.outputs.digests", digest).failsAt("Check the approval"))
                .contains("prod-approval");
        github.approve("prod-approval");
        job("prod").needs("staging.outputs.digests", digest).succeeds();
        assertThat(bash("pulumi stack output imageDigest --stack prod", backend())
                        .succeeded()
                        .out()
                        .strip())
                .isEqualTo(digest);
    }

    @Test
    @Order(6)
    void roles_cannot_read_the_other_environments_state_and_pull_requests_preview_only_staging() {
        for (var reader : List.of("stagingDeployRole", "stagingPreviewRole")) {
            as(reader, reader.contains("Preview") ? GitHubToken.ofAPullRequest() : GitHubToken.ofAJobOf("staging"));
            assertThat(bash("aws s3 cp --quiet " + STATE + "/.pulumi/stacks/slipway/prod.json -")
                            .exit())
                    .as(reader)
                    .isNotZero();
            assertThat(bash("pulumi stack export --stack prod --show-secrets", backend())
                            .exit())
                    .isNotZero();
        }
        as("stagingPreviewRole", GitHubToken.ofAPullRequest());
        bash("pulumi preview --stack staging --non-interactive --expect-no-changes", backend())
                .succeeded();
        assertThat(bench.aws().admits(role("prodPreviewRole"), GitHubToken.ofAPullRequest()))
                .isFalse();
        as("prodPreviewRole", GitHubToken.ofMain());
        bash("pulumi preview --stack prod --non-interactive --expect-no-changes", backend())
                .succeeded();
    }

    @Test
    @Order(7)
    void an_older_commit_does_not_replace_the_running_one() {
        bash("git stash --quiet; git checkout --quiet HEAD~1").succeeded();
        github.approve("staging-approval");
        assertThat(job("staging").failsAt("Check the commit")).contains("Superseded");
        bash("git checkout --quiet main").succeeded();
    }

    private DeployJob job(String id) {
        return DeployJob.of(bench, github, id);
    }

    /** All setup commands of the page, in order. */
    private String setUp() {
        var page = bench.project().read("docs/delivery.md");
        var begin = page.indexOf("## Setup, once");
        return COMMANDS.matcher(page.substring(begin, page.indexOf("\n## ", begin)))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n", "set -x\n", ""));
    }

    private Map<String, String> backend() {
        return Map.of("PULUMI_BACKEND_URL", STATE + "?region=eu-central-1");
    }

    private Run bash(String commands) {
        return bash(commands, Map.of());
    }

    private Run bash(String commands, Map<String, String> more) {
        var variables = new HashMap<>(github.environment());
        // The backend of `pulumi login`.
        variables.put("PULUMI_BACKEND_URL", "");
        variables.put("PULUMI_SKIP_CONFIRMATIONS", "true");
        variables.putAll(more);
        return bench.pulumi().exec(List.of("bash", "-euo", "pipefail", "-c", commands), variables);
    }

    private void as(String role, String token) {
        bench.pulumi().as(bench.aws().assume(role(role), token));
    }

    private String role(String output) {
        var environment = output.startsWith("staging") ? "staging" : "prod";
        return "arn:aws:iam::%s:role/slipway-%s-%s"
                .formatted(SimulatedAws.ACCOUNT, output.contains("Preview") ? "preview" : "deploy", environment);
    }
}
