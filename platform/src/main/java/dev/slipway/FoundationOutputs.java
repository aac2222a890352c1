package dev.slipway;

import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackReference;
import com.pulumi.resources.StackReferenceArgs;

import java.util.List;
import java.util.function.Consumer;

/**
 * What an environment needs to know of its account's foundation.
 *
 * @param registryUrl where images are pushed to, such as {@code 123456789012.dkr.ecr.eu-central-1.amazonaws.com/slipway}
 * @param registryArn the same repository for policies
 * @param zoneId the hosted zone's id
 * @param zone the hosted zone's domain
 * @param nameServers who answers for the zone
 */
public record FoundationOutputs(
        Output<String> registryUrl,
        Output<String> registryArn,
        Output<String> zoneId,
        Output<String> zone,
        Output<List<String>> nameServers) {

    /**
     * Reads them from the foundation's stack.
     *
     * @param stack with its organization and project
     */
    static FoundationOutputs of(String stack) {
        var foundation = new StackReference(
                "foundation", StackReferenceArgs.builder().name(stack).build());
        return new FoundationOutputs(
                text(foundation, stack, "registryUrl"),
                text(foundation, stack, "registryArn"),
                text(foundation, stack, "zoneId"),
                text(foundation, stack, "zone"),
                foundation.output("nameServers").applyValue(FoundationOutputs::texts));
    }

    /** The same, handed out only after the zone was found right. */
    FoundationOutputs checked(Consumer<String> zoneCheck) {
        var right = zone.applyValue(name -> {
            zoneCheck.accept(name);
            return name;
        });
        return new FoundationOutputs(registryUrl, registryArn, right.apply(name -> zoneId), right, nameServers);
    }

    private static List<String> texts(Object list) {
        return list instanceof List<?> entries
                ? entries.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Output<String> text(StackReference foundation, String stack, String output) {
        return foundation.output(output).applyValue(value -> {
            if (value instanceof String text) {
                return text;
            }
            throw new RunException("The stack %s puts out no %s yet. Bring it up first: pulumi up -s %s"
                    .formatted(stack, output, stack.substring(stack.lastIndexOf('/') + 1)));
        });
    }
}
