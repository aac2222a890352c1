package dev.slipway.delivery;

import com.pulumi.aws.iam.Policy;
import com.pulumi.aws.iam.PolicyArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.component.NamedParts;
import dev.slipway.edge.Zone;
import dev.slipway.settings.FoundationSettings;

/**
 * The roles that the GitHub jobs of one environment assume: a deploy role, for jobs that name the GitHub environment, and a
 * read-only preview role. They come with the permissions boundary of all roles that the deploy role creates, and the key of
 * the environment's state.
 */
public final class DeployRoles extends Component {

    private static final int ONE_HOUR = 3600;

    private final Role deploy;
    private final Role preview;
    private final Policy boundary;

    /**
     * The inputs of the roles.
     *
     * @param environment the name of the environment's stack
     * @param foundation the name of the foundation's stack
     */
    @NamedParts
    public record Args(
            String project,
            String foundation,
            String environment,
            FoundationSettings settings,
            GitHubTrust trust,
            Registry registry,
            Zone zone) {}

    public DeployRoles(String name, Args args, ComponentResourceOptions options) {
        super("slipway:delivery:DeployRoles", name, options);
        var environment = args.environment();
        var trust = args.trust();
        var registry = args.registry();
        var shared = args.settings().foundation();
        var arns =
                new EnvironmentArns(args.project(), environment, args.settings().account());
        var tags = new EnvironmentTags(arns);
        var rights = new DeployRights(arns, tags, args.foundation(), shared.sharedVpcs(), shared.signInSecrets());
        var limits = new RoleBoundary(
                arns,
                tags,
                shared.environments().stream()
                        .filter(other -> !other.equals(environment))
                        .toList(),
                shared.sharedSecrets());
        boundary = new Policy(
                named("boundary"),
                PolicyArgs.builder()
                        .name(arns.name() + "-boundary")
                        .description("What the roles of " + arns.name() + " may do at most")
                        .policy(registry.arn().applyValue(limits::policy))
                        .build(),
                owned());
        var key = new StateKey(named("state"), arns, part());

        // Not <project>-<environment>-…: the deploy role may change roles with such names, and must not change itself.
        deploy =
                role("deploy", "%s-deploy-%s".formatted(args.project(), environment), trust.inEnvironment(environment));
        attach("deploy", deploy, "read", Output.of(rights.read()));
        attach("deploy", deploy, "network", Output.of(rights.network()));
        attach("deploy", deploy, "network-tags", Output.of(rights.networkTags()));
        attach("deploy", deploy, "edge", args.zone().id().applyValue(rights::edge));
        attach("deploy", deploy, "tasks", registry.arn().applyValue(rights::tasks));
        attach("deploy", deploy, "roles", Output.of(rights.roles()));
        attach("deploy", deploy, "data", Output.of(rights.data()));
        attach("deploy", deploy, "protection", Output.of(rights.protection()));
        attach("deploy", deploy, "metrics", Output.of(rights.metrics()));
        attach("deploy", deploy, "state", key.arn().applyValue(rights::state));

        preview = role(
                "preview",
                "%s-preview-%s".formatted(args.project(), environment),
                shared.pullRequestPreviews().contains(environment) ? trust.inPullRequests() : trust.inMain());
        attach("preview", preview, "read", Output.of(rights.read()));
        attach("preview", preview, "state", key.arn().applyValue(rights::readState));
        registerOutputs();
    }

    public Output<String> deployArn() {
        return deploy.arn();
    }

    public Output<String> previewArn() {
        return preview.arn();
    }

    /** The permissions boundary of every role of the environment. */
    public Output<String> boundaryArn() {
        return boundary.arn();
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
