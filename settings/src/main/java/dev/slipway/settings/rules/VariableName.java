package dev.slipway.settings.rules;

import dev.slipway.settings.ServiceSettings;
import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Variables that the platform gives the service: a setting of the same name would fight with it, or win unseen. */
final class VariableName {

    /**
     * @param pattern names
     * @param shown the same for people
     * @param fix what to set instead
     */
    private record Taken(String pattern, String shown, String fix) {}

    private static final String RENAME = "choose another name";

    private static final List<Taken> TAKEN = List.of(
            new Taken("HOST|PORT|METRICS_PORT", "HOST, PORT, METRICS_PORT", RENAME),
            new Taken("SERVICE_NAME|ENVIRONMENT", "SERVICE_NAME, ENVIRONMENT", RENAME),
            // DATABASE_POOL is left: the size of a task's pool is the team's own affair.
            new Taken("DATABASE_(?!POOL$).*", "DATABASE_* (but DATABASE_POOL is free)", RENAME),
            new Taken("API_KEY_\\d+", "API_KEY_1, API_KEY_2, ...", "add a generation to service.apiKeys"),
            new Taken("FILES_DIRECTORY|STOP_TIMEOUT", "FILES_DIRECTORY, STOP_TIMEOUT", RENAME),
            new Taken("RATE_LIMIT_.*", "RATE_LIMIT_*", "set service.rateLimit"),
            new Taken("CORS_ORIGINS", "CORS_ORIGINS", "set service.corsOrigins"),
            new Taken("AWS_.*|ECS_.*", "AWS_*, ECS_*", "leave it to ECS: the task's role signs in by itself"));

    private VariableName() {}

    static Stream<Problem> problems(ServiceSettings service) {
        var variables = service.environment().keySet().stream()
                .flatMap(name -> problem("service.environment." + name, name).stream());
        var secrets = IntStream.range(0, service.secrets().size()).boxed().flatMap(i -> {
            var name = service.secrets().get(i);
            var path = "service.secrets[" + i + "]";
            return service.environment().containsKey(name)
                    ? Stream.of(new Problem(path, name, "is in service.environment too", "delete it from one of them"))
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

    static String table() {
        return TAKEN.stream().map(Taken::shown).collect(Collectors.joining("; "));
    }
}
