package dev.slipway.data;

import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.Component;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The service's secrets as SSM parameters: a generated API key for each generation, which never changes, and a parameter for
 * each secret whose value is set once by hand.
 */
public final class Parameters extends Component {

    /** The value of a parameter until it is set: SSM does not allow empty values. */
    public static final String UNFILLED = "to be filled in";

    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Integer, Parameter> apiKeys = new TreeMap<>();
    private final Map<String, Parameter> secrets = new LinkedHashMap<>();

    /** @param path the prefix of their names, such as {@code /slipway/staging} */
    public Parameters(
            String name,
            String path,
            Collection<Integer> generations,
            Collection<String> secretNames,
            ComponentResourceOptions options) {
        super("slipway:data:Parameters", name, options);
        for (var generation : generations) {
            apiKeys.put(
                    generation,
                    secret(
                            "api-key-" + generation,
                            path + "/api-key/" + generation,
                            "API key " + generation,
                            random()));
        }
        for (var secret : secretNames) {
            secrets.put(secret, secret(secret, path + "/secrets/" + secret, "Filled in by hand", UNFILLED));
        }
        registerOutputs();
    }

    /** The variables that ECS sets in the service's container, each with its parameter's ARN. */
    public Map<String, Output<String>> variables() {
        var variables = new TreeMap<String, Output<String>>();
        apiKeys.forEach((generation, key) -> variables.put("API_KEY_" + generation, key.arn()));
        secrets.forEach((variable, parameter) -> variables.put(variable, parameter.arn()));
        return variables;
    }

    /** The newest API key, a secret, if there is any. */
    public Optional<Output<String>> newestApiKey() {
        return List.copyOf(apiKeys.values()).reversed().stream().findFirst().map(Parameter::value);
    }

    /** The parameters that a task needs before it can start. */
    public List<Resource> all() {
        return Stream.concat(apiKeys.values().stream(), secrets.values().stream())
                .map(Resource.class::cast)
                .toList();
    }

    private Parameter secret(String child, String path, String description, String value) {
        return new Parameter(
                named(child),
                ParameterArgs.builder()
                        .name(path)
                        .type("SecureString")
                        .description(description)
                        .value(Output.ofSecret(value))
                        .build(),
                owned(more -> more.ignoreChanges(List.of("value"))));
    }

    static String random() {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
