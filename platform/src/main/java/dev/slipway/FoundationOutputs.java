package dev.slipway;

import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackReference;
import com.pulumi.resources.StackReferenceArgs;

import java.util.List;
import java.util.function.Consumer;

/**
 * The outputs of its account's foundation that an environment needs.
 *
 * @param repository the GitHub repository as owner/name; null in a foundation that was deployed before it had this output
 * @param registryUrl the repository that images are pushed to, such as {@code
 *     123456789012.dkr.ecr.eu-central-1.amazonaws.com/slipway}
 * @param registryArn the repository's ARN, for policies
 * @param zoneId the hosted zone's id
 * @param zone the hosted zone's domain
 * @param nameServers the zone's name servers
 * @param boundary the policy that limits the roles of this environment; null if the foundation does not list the environment
 * @param pullRequestPreviews the environments that a pull request may preview
 * @param sharedSecrets the ARNs of existing secrets and parameters that services may read
 * @param sharedVpcs the existing VPCs that environments may use
 */
public record FoundationOutputs(
        Output<String> repository,
        Output<String> registryUrl,
        Output<String> registryArn,
        Output<String> zoneId,
        Output<String> zone,
        Output<List<String>> nameServers,
        Output<String> boundary,
        Output<List<String>> pullRequestPreviews,
        Output<List<String>> sharedSecrets,
        Output<List<String>> sharedVpcs) {

    private static final String RUNBOOK = "docs/runbook.md";

    /**
     * Reads the outputs of the foundation's stack.
     *
     * @param stack the foundation's stack, with its organization and project
     * @param environment the name of the environment's stack
     */
    static FoundationOutputs of(String stack, String environment) {
        var foundation = new StackReference(
                "foundation", StackReferenceArgs.builder().name(stack).build());
        return new FoundationOutputs(
                optional(foundation, "repository"),
                text(foundation, stack, "registryUrl"),
                text(foundation, stack, "registryArn"),
                text(foundation, stack, "zoneId"),
                text(foundation, stack, "zone"),
                foundation.output("nameServers").applyValue(FoundationOutputs::texts),
                optional(foundation, environment + "Boundary"),
                foundation.output("pullRequestPreviews").applyValue(FoundationOutputs::texts),
                foundation.output("sharedSecrets").applyValue(FoundationOutputs::texts),
                foundation.output("sharedVpcs").applyValue(FoundationOutputs::texts));
    }

    /** The page to which alarms link: in the repository on GitHub, or by its path if the repository is not known. */
    Output<String> runbook() {
        return repository.applyValue(
                name -> name == null ? RUNBOOK : "https://github.com/%s/blob/main/%s".formatted(name, RUNBOOK));
    }

    /**
     * A copy whose values are available only after a check.
     *
     * @param check receives what the foundation allows its environments
     */
    FoundationOutputs checked(Consumer<Allowed> check) {
        var valid = Output.tuple(zone, pullRequestPreviews, sharedSecrets, sharedVpcs)
                .applyValue(found -> {
                    check.accept(new Allowed(found.t1, found.t2, found.t3, found.t4));
                    return found.t1;
                });
        return new FoundationOutputs(
                repository,
                registryUrl,
                registryArn,
                valid.apply(name -> zoneId),
                valid,
                nameServers,
                boundary,
                pullRequestPreviews,
                sharedSecrets,
                sharedVpcs);
    }

    /** What the foundation allows its environments: the components of the same names. */
    record Allowed(
            String zone, List<String> pullRequestPreviews, List<String> sharedSecrets, List<String> sharedVpcs) {}

    private static List<String> texts(Object list) {
        return list instanceof List<?> entries
                ? entries.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Output<String> optional(StackReference foundation, String output) {
        return foundation.output(output).applyValue(value -> value instanceof String text ? text : null);
    }

    private static Output<String> text(StackReference foundation, String stack, String output) {
        return foundation.output(output).applyValue(value -> {
            if (value instanceof String text) {
                return text;
            }
            throw new RunException("The stack %s has no output %s yet. Deploy it first: pulumi up -s %s"
                    .formatted(stack, output, stack.substring(stack.lastIndexOf('/') + 1)));
        });
    }
}
