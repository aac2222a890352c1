package dev.slipway.settings;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A rule between settings, or one that bounds and patterns cannot say.
 *
 * @param sentence the rule, for docs/settings.md
 * @param reads the paths that it looks at; it is asked only where all of them could be read
 */
record CrossRule<S extends Settings>(String sentence, List<String> reads, Function<S, Stream<Problem>> check) {

    private static final List<CrossRule<EnvironmentSettings>> ANY = List.of(
            new CrossRule<>(
                    "`service.cpu` and `service.memory` are a pair that Fargate offers: " + FargateSize.table() + ".",
                    List.of("service.cpu", "service.memory"),
                    settings -> FargateSize.problems(settings.service())),
            new CrossRule<>(
                    "`service.minimum` is not above `service.maximum`.",
                    List.of("service.minimum", "service.maximum"),
                    settings -> TaskCount.problems(settings.service())),
            new CrossRule<>(
                    "`service.environment` and `service.secrets` take no name that the platform gives the service, nor one"
                            + " another's: " + VariableName.table() + ".",
                    List.of("service.environment", "service.secrets"),
                    settings -> VariableName.problems(settings.service())),
            new CrossRule<>(
                    "A grant of `service.grants` names a bucket or a queue, not both.",
                    List.of("service.grants"),
                    settings -> GrantTarget.problems(settings.service().grants())),
            new CrossRule<>(
                    "Generations of `service.apiKeys` are counted from 1.",
                    List.of("service.apiKeys"),
                    settings -> KeyGeneration.problems(settings.service().apiKeys())),
            new CrossRule<>(
                    "`network.cidr` is a private range (RFC 1918) of /16 to /20 that begins at its network address.",
                    List.of("network.cidr"),
                    settings -> VpcRange.problems(settings.network().cidr())),
            new CrossRule<>(
                    "`database.maximumStorage` is `database.storage` (it does not grow), or at least a tenth more.",
                    List.of("database.storage", "database.maximumStorage"),
                    settings -> StorageGrowth.problems(settings.database())),
            new CrossRule<>(
                    "`observability.logDays` is a number that CloudWatch allows: " + LogRetention.table() + ".",
                    List.of("observability.logDays"),
                    settings -> LogRetention.problems(settings.observability().logDays())),
            new CrossRule<>(
                    "`image.digest` is only there with `image.source` digest.",
                    List.of("image.source", "image.digest"),
                    settings -> ImageDigest.problems(settings.image())));

    static final List<CrossRule<EnvironmentSettings>> ENVIRONMENT = Stream.concat(
                    ANY.stream(), Floor.OF_PRODUCTION.stream().map(Floor::rule))
            .toList();

    static final List<CrossRule<FoundationSettings>> FOUNDATION = List.of();
}
