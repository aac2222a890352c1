package dev.slipway;

import dev.slipway.plan.Answers;

import java.util.List;
import java.util.Map;

/**
 * AWS's answers, and those of a foundation that is up, whatever an environment's files say of it.
 *
 * @param others what other stacks put out, by their names
 */
record RaisedFoundation(Answers aws, Map<String, Map<String, Object>> others) implements Answers {

    RaisedFoundation(Answers aws) {
        this(aws, Map.of());
    }

    @Override
    public Map<String, Object> created(String type, String name, Map<String, Object> inputs) {
        return aws.created(type, name, inputs);
    }

    @Override
    public Map<String, Object> invoked(String token, Map<String, Object> args) {
        return aws.invoked(token, args);
    }

    @Override
    public Map<String, Object> stackOutputs(String stackName) {
        var other = others.get(stackName.substring(stackName.lastIndexOf('/') + 1));
        return other != null
                ? other
                : Map.of(
                        "registryUrl", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders",
                        "registryArn", "arn:aws:ecr:eu-central-1:123456789012:repository/orders",
                        "zone", "acme.dev",
                        "zoneId", "Z0123456789",
                        "nameServers", List.of());
    }
}
