package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.ServiceKind;
import dev.slipway.settings.ServiceSettings;
import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The rules for each service of an environment. */
final class ServiceRules {

    private final String name;
    private final String path;
    private final ServiceKind kind;

    private ServiceRules(String name, ServiceKind kind) {
        this.name = name;
        this.kind = kind;
        this.path = "services." + name;
    }

    static Stream<CrossRule<EnvironmentSettings>> of(String name, ServiceKind kind) {
        var rules = new ServiceRules(name, kind);
        return kind == ServiceKind.WEB || kind == ServiceKind.INTERNAL
                ? Stream.concat(rules.all(), rules.serving())
                : rules.all();
    }

    private Stream<CrossRule<EnvironmentSettings>> all() {
        return Stream.of(
                rule(
                        "`%1$s.cpu` and `%1$s.memory` are a combination that Fargate offers: " + FargateSize.table()
                                + ".",
                        List.of("cpu", "memory"),
                        FargateSize::problems),
                rule("`%1$s.minimum` is at most `%1$s.maximum`.", List.of("minimum", "maximum"), TaskCount::problems),
                rule(
                        "`%1$s.environment` and `%1$s.secrets` do not share a name, or use one that the platform sets: "
                                + VariableName.table() + ".",
                        List.of("environment", "secrets"),
                        VariableName::problems),
                rule(
                        "A grant of `%1$s.grants` names a bucket or a queue, not both.",
                        List.of("grants"), (service, settings) -> GrantTarget.problems(service, settings.grants())),
                rule(
                        "Generations of `%1$s.apiKeys` are counted from 1.",
                        List.of("apiKeys"), (service, settings) -> KeyGeneration.problems(service, settings.apiKeys())),
                new CrossRule<>(
                        "With `production: true`, `%s.corsOrigins` has only https origins.".formatted(path),
                        List.of("production", path + ".corsOrigins"),
                        (config, settings) ->
                                LocalOrigins.problems(path, settings.service(name), settings.production())),
                new CrossRule<>(
                        "`%s.hosts` are `domain.name` or names of `domain.aliases`.".formatted(path),
                        List.of("domain", path + ".hosts", path + ".signIn"),
                        (config, settings) ->
                                ServiceHosts.problems(path, kind, settings.service(name), settings.domain())),
                new CrossRule<>(
                        ("`image.platforms`, if set, includes the platform of `%s.architecture`: linux/arm64 for arm64,"
                                        + " linux/amd64 for x86_64.")
                                .formatted(path),
                        List.of(path + ".architecture", "image.source", "image.platforms"),
                        (config, settings) -> ImagePlatform.problems(path, settings.service(name), settings.image())));
    }

    /** A job or worker may pause for the minute that a task's replacement takes. */
    private Stream<CrossRule<EnvironmentSettings>> serving() {
        return Stream.of(new ProductionMinimum<>(
                        path + ".minimum",
                        settings -> settings.service(name).minimum(),
                        tasks -> tasks >= 2,
                        "2 or more",
                        "one task's failure would stop it")
                .rule());
    }

    private CrossRule<EnvironmentSettings> rule(
            String sentence, List<String> reads, BiFunction<String, ServiceSettings, Stream<Problem>> check) {
        return new CrossRule<>(
                sentence.formatted(path),
                reads.stream().map(setting -> path + "." + setting).toList(),
                (config, settings) -> check.apply(path, settings.service(name)));
    }
}
