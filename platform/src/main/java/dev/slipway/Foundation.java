package dev.slipway;

import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.delivery.Budget;
import dev.slipway.delivery.DeployRoles;
import dev.slipway.delivery.DeployRolesArgsBuilder;
import dev.slipway.delivery.GitHubTrust;
import dev.slipway.delivery.Registry;
import dev.slipway.edge.Zone;
import dev.slipway.settings.FoundationSettings;

import java.util.LinkedHashMap;
import java.util.Map;

/** The resources that an account has once, for all its environments. The constructor lists them from top to bottom. */
public final class Foundation extends Component {

    private final Map<String, Output<?>> outputs = new LinkedHashMap<>();

    /**
     * @param project the product's name, which is part of all resource names, so that a second product can share the account
     * @param stack the name of the foundation's own stack
     */
    Foundation(String name, String project, String stack, FoundationSettings settings, Provider aws) {
        super(
                "slipway:index:Foundation",
                name,
                ComponentResourceOptions.builder().providers(aws).build());
        var shared = settings.foundation();

        var registry = new Registry(named("registry"), project, shared.environments(), shared.keepImages(), part());
        var zone = new Zone(named("zone"), shared.zone(), shared.hostedZone(), shared.zoneId(), part());
        var trust =
                new GitHubTrust(named("trust"), shared.oidcProvider(), shared.repository(), settings.account(), part());
        new Budget(named("budget"), project, shared.monthlyBudget(), shared.budgetEmails(), part());

        outputs.put("repository", Output.of(trust.repository()));
        outputs.put("registryUrl", registry.url());
        outputs.put("registryArn", registry.arn());
        outputs.put("zone", Output.of(shared.zone()));
        outputs.put("zoneId", zone.id());
        outputs.put("nameServers", zone.nameServers());
        outputs.put("pullRequestPreviews", Output.of(shared.pullRequestPreviews()));
        outputs.put("unreviewed", Output.of(shared.unreviewed()));
        outputs.put("sharedSecrets", Output.of(shared.sharedSecrets()));
        outputs.put("sharedVpcs", Output.of(shared.sharedVpcs()));
        for (var environment : shared.environments()) {
            var roles = new DeployRoles(
                    named(environment),
                    DeployRolesArgsBuilder.builder()
                            .project(project)
                            .foundation(stack)
                            .environment(environment)
                            .settings(settings)
                            .trust(trust)
                            .registry(registry)
                            .zone(zone)
                            .build(),
                    part());
            outputs.put(environment + "DeployRole", roles.deployArn());
            outputs.put(environment + "PreviewRole", roles.previewArn());
            outputs.put(environment + "Boundary", roles.boundaryArn());
        }
        registerOutputs(outputs);
    }

    /** The outputs for the environments and for the setup of GitHub. */
    Map<String, Output<?>> outputs() {
        return outputs;
    }
}
