package dev.slipway.settings.rules;

import dev.slipway.settings.ServiceSettings;
import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Variables that the platform sets for the service: a setting of the same name would conflict with them. */
final class VariableName {

    /**
     * @param pattern a regular expression for the names
     * @param shown the same in human-readable form
     * @param fix the setting to use instead
     */
    private record Taken(String pattern, String shown, String fix) {}

    private static final String RENAME = "choose another name";

    private static final List<Taken> TAKEN = List.of(
            new Taken("HOST|PORT|METRICS_PORT", "HOST, PORT, METRICS_PORT", RENAME),
            new Taken("SERVICE_NAME|ENVIRONMENT", "SERVICE_NAME, ENVIRONMENT", RENAME),
            // DATABASE_POOL is not reserved: the team may choose the size of a task's pool.
            new Taken("DATABASE_(?!POOL$).*", "DATABASE_* (except DATABASE_POOL)", RENAME),
            new Taken("API_KEY_\\d+", "API_KEY_1, API_KEY_2, ...", "add a generation to apiKeys"),
            new Taken("FILES_DIRECTORY|STOP_TIMEOUT", "FILES_DIRECTORY, STOP_TIMEOUT", RENAME),
            new Taken("RATE_LIMIT_.*", "RATE_LIMIT_*", "set rateLimit"),
            new Taken("TRUSTED_PROXIES|IDLE_TIMEOUT", "TRUSTED_PROXIES, IDLE_TIMEOUT", "set them for the balancer"),
            new Taken("CORS_ORIGINS", "CORS_ORIGINS", "set corsOrigins"),
            new Taken("AWS_.*|ECS_.*", "AWS_*, ECS_*", "leave it to ECS: the SDK uses the task's role"));

    private VariableName() {}

    static Stream<Problem> problems(String service, ServiceSettings settings) {
        var variables = settings.environment().keySet().stream()
                .flatMap(name -> problem(service + ".environment." + name, name).stream());
        var secrets = IntStream.range(0, settings.secrets().size()).boxed().flatMap(i -> {
            var name = variable(settings.secrets().get(i));
            var path = service + ".secrets[" + i + "]";
            if (settings.secrets().subList(0, i).stream()
                    .anyMatch(before -> variable(before).equals(name))) {
                return Stream.of(new Problem(path, name, "is in the list twice", "delete one of them"));
            }
            return settings.environment().containsKey(name)
                    ? Stream.of(new Problem(
                            path, name, "is also in " + service + ".environment", "delete it from one of them"))
                    : problem(path, name).stream();
        });
        return Stream.concat(variables, secrets);
    }

    private static Optional<Problem> problem(String path, String name) {
        return TAKEN.stream()
                .filter(taken -> name.matches(taken.pattern))
                .findFirst()
                .map(taken -> new Problem(path, "", "is a variable that the platform sets itself", taken.fix));
    }

    private static String variable(String secret) {
        return secret.split("=", 2)[0];
    }

    static String table() {
        return TAKEN.stream().map(Taken::shown).collect(Collectors.joining("; "));
    }
}
