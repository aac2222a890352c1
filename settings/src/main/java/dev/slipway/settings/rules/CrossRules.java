package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.Settings;

import java.util.List;
import java.util.stream.Stream;

/** The rules between settings, for each kind of stack. */
public final class CrossRules {

    private static final String REGION = "aws:region";

    private static final List<CrossRule<EnvironmentSettings>> ANY = List.of(
            new CrossRule<>(
                    "`service.cpu` and `service.memory` are a pair that Fargate offers: " + FargateSize.table() + ".",
                    List.of("service.cpu", "service.memory"),
                    (config, settings) -> FargateSize.problems(settings.service())),
            region(),
            new CrossRule<>(
                    "`network.zones` is not above the number of zones that have Fargate and are open to the account: "
                            + FargateZones.table() + ".",
                    List.of(REGION, "network.zones"),
                    (config, settings) -> FargateZones.problems(settings)),
            new CrossRule<>(
                    "`domain.name` has at most 64 characters, as the first name of an ACM certificate.",
                    List.of("domain.name"),
                    (config, settings) -> HostName.problems(settings.domain().name())),
            new CrossRule<>(
                    "`service.minimum` is not above `service.maximum`.",
                    List.of("service.minimum", "service.maximum"),
                    (config, settings) -> TaskCount.problems(settings.service())),
            new CrossRule<>(
                    "`service.environment` and `service.secrets` take no name that the platform gives the service, nor one"
                            + " another's: " + VariableName.table() + ".",
                    List.of("service.environment", "service.secrets"),
                    (config, settings) -> VariableName.problems(settings.service())),
            new CrossRule<>(
                    "A grant of `service.grants` names a bucket or a queue, not both.",
                    List.of("service.grants"),
                    (config, settings) ->
                            GrantTarget.problems(settings.service().grants())),
            new CrossRule<>(
                    "Generations of `service.apiKeys` are counted from 1.",
                    List.of("service.apiKeys"),
                    (config, settings) ->
                            KeyGeneration.problems(settings.service().apiKeys())),
            new CrossRule<>(
                    "`network.cidr` is a private range (RFC 1918) of /16 to /20 that begins at its network address.",
                    List.of("network.cidr"),
                    (config, settings) -> VpcRange.problems(settings.network().cidr())),
            new CrossRule<>(
                    "`database.instanceClass` is one that RDS offers for PostgreSQL 15 and later, of the families "
                            + InstanceClass.table()
                            + "; a family of a generation that is newer than these is let through.",
                    List.of("database.instanceClass"),
                    (config, settings) ->
                            InstanceClass.problems(settings.database().instanceClass())),
            new CrossRule<>(
                    "`database.maximumStorage` is `database.storage` (it does not grow), or at least a tenth more.",
                    List.of("database.storage", "database.maximumStorage"),
                    (config, settings) -> StorageGrowth.problems(settings.database())),
            new CrossRule<>(
                    "`observability.logDays` is a number that CloudWatch allows: " + LogRetention.table() + ".",
                    List.of("observability.logDays"),
                    (config, settings) ->
                            LogRetention.problems(settings.observability().logDays())),
            new CrossRule<>(
                    "`image.digest` is only there with `image.source` digest.",
                    List.of("image.source", "image.digest"),
                    (config, settings) -> ImageDigest.problems(settings.image())),
            new CrossRule<>(
                    "`image.platforms`, where it is set, has the platform of `service.architecture`: linux/arm64 for arm64,"
                            + " linux/amd64 for x86_64.",
                    List.of("service.architecture", "image.source", "image.platforms"),
                    (config, settings) -> ImagePlatform.problems(settings)),
            new CrossRule<>(
                    "With `image.source` digest, the stack of `image.promoteFrom` is in the same account and has the same"
                            + " `foundationStack`: both use one registry.",
                    List.of("aws:allowedAccountIds", "foundationStack", "image.source", "image.promoteFrom"),
                    Promotion::problems));

    public static final List<CrossRule<EnvironmentSettings>> ENVIRONMENT = Stream.concat(
                    ANY.stream(), Floor.OF_PRODUCTION.stream().map(Floor::rule))
            .toList();

    public static final List<CrossRule<FoundationSettings>> FOUNDATION = List.of(
            region(),
            new CrossRule<>(
                    "Each of `foundation.environments` is a name that an environment can have, and none begins with another's"
                            + " and a hyphen: deploy roles' rights go by names.",
                    List.of("foundation.environments"),
                    (config, settings) -> EnvironmentList.problems(
                            config.project(), settings.foundation().environments())),
            new CrossRule<>(
                    "`foundation.pullRequestPreviews` and `foundation.unreviewed` name environments of `foundation.environments`.",
                    List.of("foundation.environments", "foundation.pullRequestPreviews", "foundation.unreviewed"),
                    (config, settings) -> EnvironmentList.unlisted(settings.foundation())));

    private CrossRules() {}

    private static <S extends Settings> CrossRule<S> region() {
        return new CrossRule<>(
                "`aws:region` is a region of AWS's commercial partition: China, GovCloud, the European Sovereign Cloud and"
                        + " isolated regions are not served yet.",
                List.of(REGION),
                (config, settings) -> AwsRegion.problems(settings.account().region()));
    }
}
