package dev.slipway.delivery;

import com.pulumi.aws.iam.Policy;
import com.pulumi.aws.iam.PolicyArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.Component;
import dev.slipway.edge.Zone;
import dev.slipway.settings.AccountSettings;

/**
 * The two roles that GitHub's jobs take on for one environment: one that deploys, for the jobs that name the GitHub
 * environment (so that its reviewers gate it), and one that may only look, for pull requests.
 */
public final class DeployRoles extends Component {

    private static final int ONE_HOUR = 3600;

    private final Role deploy;
    private final Role preview;

    /** @param repository the GitHub repository, as owner/name */
    public DeployRoles(
            String name,
            String project,
            String environment,
            String repository,
            AccountSettings account,
            GitHubTrust trust,
            Registry registry,
            Zone zone,
            ComponentResourceOptions options) {
        super("slipway:delivery:DeployRoles", name, options);
        var rights = new DeployRights(project, environment, account);
        // Not <project>-<environment>-…: the deploy role may change roles of that name, and must not change itself.
        deploy = role(
                "deploy",
                "%s-deploy-%s".formatted(project, environment),
                trust.in("repo:%s:environment:%s".formatted(repository, environment)));
        attach("deploy", deploy, "read", Output.of(rights.read()));
        attach("deploy", deploy, "network", Output.of(rights.network()));
        attach(
                "deploy",
                deploy,
                "service",
                Output.tuple(registry.arn(), zone.id()).applyValue(ids -> rights.service(ids.t1, ids.t2)));
        attach("deploy", deploy, "data", Output.of(rights.data()));
        attach("deploy", deploy, "state", Output.of(rights.state()));

        preview = role(
                "preview",
                "%s-preview-%s".formatted(project, environment),
                trust.in("repo:%s:pull_request".formatted(repository)));
        attach("preview", preview, "read", Output.of(rights.read()));
        attach("preview", preview, "state", Output.of(rights.readState()));
        registerOutputs();
    }

    public Output<String> deployArn() {
        return deploy.arn();
    }

    public Output<String> previewArn() {
        return preview.arn();
    }

    private Role role(String child, String roleName, Output<String> trust) {
        return new Role(
                named(child),
                RoleArgs.builder()
                        .name(roleName)
                        .assumeRolePolicy(trust)
                        .maxSessionDuration(ONE_HOUR)
                        .build(),
                owned());
    }

    private void attach(String who, Role role, String what, Output<String> document) {
        var policy = new Policy(
                named(who + "-" + what), PolicyArgs.builder().policy(document).build(), owned());
        new RolePolicyAttachment(
                named(who + "-" + what),
                RolePolicyAttachmentArgs.builder()
                        .role(role.name())
                        .policyArn(policy.arn())
                        .build(),
                owned());
    }
}
