package dev.slipway.settings.rules;

import dev.slipway.settings.NetworkSettings;
import dev.slipway.settings.NetworkSettings.Egress;
import dev.slipway.settings.stack.Problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * An existing VPC comes with the subnets of each kind, at least two of a kind: a load balancer and a database need two zones
 * ("Subnets for your load balancer", "Working with a DB instance in a VPC").
 */
final class ExistingNetwork {

    private static final int ZONES = 2;

    private ExistingNetwork() {}

    static Stream<Problem> problems(NetworkSettings network, boolean internal) {
        var existing = network.existing();
        var subnets = new LinkedHashMap<String, List<String>>();
        // An internal load balancer is in the private subnets.
        if (!internal || !existing.publicSubnets().isEmpty()) {
            subnets.put("publicSubnets", existing.publicSubnets());
        }
        subnets.put("privateSubnets", existing.privateSubnets());
        subnets.put("isolatedSubnets", existing.isolatedSubnets());
        if (existing.vpc().isEmpty()) {
            return subnets.entrySet().stream()
                    .filter(kind -> !kind.getValue().isEmpty())
                    .map(kind -> new Problem(
                            path(kind.getKey()),
                            "",
                            "belong to a VPC that is not named",
                            "write network.existing.vpc"));
        }
        return Stream.concat(
                subnets.entrySet().stream()
                        .filter(kind -> kind.getValue().size() < ZONES)
                        .map(kind -> new Problem(
                                path(kind.getKey()),
                                "",
                                "are " + kind.getValue().size()
                                        + ", and the load balancer and the database need subnets in two zones",
                                "write the ids of two or more, each in another zone")),
                network.egress() == Egress.ENDPOINTS
                        ? Stream.of(new Problem(
                                "network.egress",
                                "endpoints",
                                "creates endpoints in a VPC of the environment's own",
                                "delete it, and create the endpoints of ecr.api, ecr.dkr, logs, ssm, secretsmanager and"
                                        + " s3 in the existing VPC"))
                        : Stream.empty());
    }

    private static String path(String subnets) {
        return "network.existing." + subnets;
    }
}
