package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.ServiceKind;
import dev.slipway.settings.Settings;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rules between settings, for each kind of stack. */
public final class CrossRules {

    private static final String REGION = "aws:region";

    private static final List<CrossRule<EnvironmentSettings>> ANY = List.of(
            region(),
            exceptions(),
            new CrossRule<>(
                    "`network.zones` is at most the number of zones that offer Fargate and are open to the account: "
                            + FargateZones.table() + ".",
                    List.of(REGION, "network.zones"),
                    (config, settings) -> FargateZones.problems(settings)),
            new CrossRule<>(
                    "`domain.name` has at most 64 characters, the limit of an ACM certificate's first name.",
                    List.of("domain.name"),
                    (config, settings) -> HostName.problems(settings.domain().name())),
            new CrossRule<>(
                    "`aws:defaultTags` has at most 40 tags, and none of " + String.join(", ", DefaultTagNames.TAKEN)
                            + ".",
                    List.of("aws:defaultTags"),
                    (config, settings) -> DefaultTagNames.problems(settings.account())),
            new CrossRule<>(
                    "`domain.name`, `domain.aliases` and `domain.redirects` have no name in common.",
                    List.of("domain"),
                    (config, settings) -> DomainNames.problems(settings.domain())),
            new CrossRule<>(
                    "`balancer.signIn` has all properties of one OIDC provider or one user pool, if a service has `signIn`.",
                    List.of("balancer.signIn", "services"),
                    (config, settings) -> SignInProvider.problems(settings)),
            new CrossRule<>(
                    "`network.existing` names a VPC and two or more subnets of each kind, or nothing.",
                    List.of("network", "balancer.internal"),
                    (config, settings) -> ExistingNetwork.problems(
                            settings.network(), settings.balancer().internal())),
            new CrossRule<>(
                    "`network.egressPorts` are TCP ports, and `network.egress` is not endpoints.",
                    List.of("network.egress", "network.egressPorts"),
                    (config, settings) -> EgressPorts.problems(settings.network())),
            new CrossRule<>(
                    "With `observability.prometheus`, `network.egress` is not endpoints.",
                    List.of("network.egress", "observability.prometheus"),
                    (config, settings) -> CollectorRoute.problems(settings)),
            new CrossRule<>(
                    "With `database.engine` aurora-serverless, `database.instanceClass`, `storage`, `maximumStorage`,"
                            + " `storageType` and `iops` keep their defaults.",
                    List.of(
                            "database.engine",
                            "database.instanceClass",
                            "database.storage",
                            "database.maximumStorage",
                            "database.storageType",
                            "database.iops"),
                    (config, settings) -> DatabaseEngine.ofPostgres(settings.database())),
            new CrossRule<>(
                    "With `database.engine` postgres, `database.minimumCapacity` and `database.maximumCapacity` keep their"
                            + " defaults.",
                    List.of("database.engine", "database.minimumCapacity", "database.maximumCapacity"),
                    (config, settings) -> DatabaseEngine.ofAurora(settings.database())),
            new CrossRule<>(
                    "`database.minimumCapacity` is 0.5 or more, and at most `database.maximumCapacity`: a database that the"
                            + " services use never pauses.",
                    List.of("database.minimumCapacity", "database.maximumCapacity"),
                    (config, settings) -> DatabaseEngine.capacity(settings.database())),
            new CrossRule<>(
                    "`database.storageType` io2 needs `database.iops` and a `database.storage` of 100 or more; gp3 has no"
                            + " `database.iops`.",
                    List.of("database.engine", "database.storageType", "database.iops", "database.storage"),
                    (config, settings) -> StorageRate.problems(settings.database())),
            new CrossRule<>(
                    "`database.parameters` does not have `" + DatabaseParameters.TLS + "`.",
                    List.of("database.parameters"),
                    (config, settings) -> DatabaseParameters.problems(settings.database())),
            new CrossRule<>(
                    "`unprotected` lists stores of this environment.", List.of("unprotected"), StoreNames::problems),
            new CrossRule<>(
                    "`network.cidr` is a private range (RFC 1918) of /16 to /20 that begins at its network address.",
                    List.of("network.cidr"),
                    (config, settings) -> VpcRange.problems(settings.network().cidr())),
            new CrossRule<>(
                    "`database.instanceClass` is a class that RDS offers for PostgreSQL 15 and later, from the families "
                            + InstanceClass.table()
                            + "; families of newer generations are accepted.",
                    List.of("database.instanceClass"),
                    (config, settings) ->
                            InstanceClass.problems(settings.database().instanceClass())),
            new CrossRule<>(
                    "`database.maximumStorage` is equal to `database.storage` (no growth), or at least 10 % more.",
                    List.of("database.engine", "database.storage", "database.maximumStorage"),
                    (config, settings) -> StorageGrowth.problems(settings.database())),
            new CrossRule<>(
                    "`observability.logDays` is a value that CloudWatch allows: " + LogRetention.table() + ".",
                    List.of("observability.logDays"),
                    (config, settings) ->
                            LogRetention.problems(settings.observability().logDays())),
            new CrossRule<>(
                    "`image.digest` is only valid with `image.source` digest.",
                    List.of("image.source", "image.digest"),
                    (config, settings) -> ImageDigest.problems(settings.image())),
            new CrossRule<>(
                    "With `image.source` digest, the stack of `image.promoteFrom` is in the same account and has the same"
                            + " `foundationStack`: both use one registry.",
                    List.of("aws:allowedAccountIds", "foundationStack", "image.source", "image.promoteFrom"),
                    Promotion::problems));

    public static final List<CrossRule<FoundationSettings>> FOUNDATION = List.of(
            region(),
            exceptions(),
            new CrossRule<>(
                    "Each of `foundation.environments` is a valid environment name, and none begins with another one and a hyphen, because deploy roles get their rights by name.",
                    List.of("foundation.environments"),
                    (config, settings) -> EnvironmentList.problems(
                            config.project(), settings.foundation().environments())),
            new CrossRule<>(
                    "`foundation.pullRequestPreviews` and `foundation.unreviewed` list only environments of `foundation.environments`.",
                    List.of("foundation.environments", "foundation.pullRequestPreviews", "foundation.unreviewed"),
                    (config, settings) -> EnvironmentList.unlisted(settings.foundation())));

    private CrossRules() {}

    /** The rules of an environment with these services. */
    public static List<CrossRule<EnvironmentSettings>> environment(Map<String, ServiceKind> services) {
        return Stream.of(
                        ANY.stream(),
                        services.entrySet().stream()
                                .flatMap(service -> ServiceRules.of(service.getKey(), service.getValue())),
                        ProductionMinimum.ALL.stream().map(ProductionMinimum::rule))
                .flatMap(rules -> rules)
                .toList();
    }

    private static <S extends Settings> CrossRule<S> exceptions() {
        return new CrossRule<>(
                "Each of `exceptions` has either `until` or `decidedBy`, and a `reason`.",
                List.of("exceptions"),
                (config, settings) -> Exceptions.problems(settings.exceptions()));
    }

    private static <S extends Settings> CrossRule<S> region() {
        return new CrossRule<>(
                "`aws:region` is a region of AWS's commercial partition: China, GovCloud, the European Sovereign Cloud and"
                        + " isolated regions are not supported yet.",
                List.of(REGION),
                (config, settings) -> AwsRegion.problems(settings.account().region()));
    }
}
