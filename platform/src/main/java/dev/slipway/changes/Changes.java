package dev.slipway.changes;

import dev.slipway.architecture.Architecture;
import dev.slipway.architecture.ServiceSpec;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.ImageSettings.Source;
import dev.slipway.settings.Keyword;
import dev.slipway.settings.NetworkSettings.Egress;
import dev.slipway.settings.ServiceSettings;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What new settings would replace, interrupt or delete in a running environment. docs/changes.md lists this for every
 * setting, including those that roll out without interruption.
 */
public final class Changes {

    private static final String ANOTHER = "deploy a second environment with it, and move the data (docs/changes.md)";

    private final Running running;
    private final EnvironmentSettings requested;
    private final Architecture architecture;

    private Changes(Running running, EnvironmentSettings requested, Architecture architecture) {
        this.running = running;
        this.requested = requested;
        this.architecture = architecture;
    }

    /** The changes that reviewers should know of; empty for an environment that does not exist yet. */
    public static List<Change> of(Running running, EnvironmentSettings requested, Architecture architecture) {
        var changes = new Changes(running, requested, architecture);
        return Stream.of(
                        changes.all(),
                        changes.stores(),
                        requested.services().entrySet().stream()
                                .flatMap(service -> changes.service(service.getKey(), service.getValue())))
                .flatMap(each -> each)
                .flatMap(Optional::stream)
                .toList();
    }

    private Stream<Optional<Change>> all() {
        var database = requested.database();
        return Stream.of(
                unlike(
                        "aws:region",
                        running.region(),
                        requested.account().region(),
                        "would leave all its resources behind",
                        ANOTHER),
                unlike(
                        "aws:allowedAccountIds",
                        running.account(),
                        requested.account().id(),
                        "would leave all its resources behind",
                        ANOTHER),
                unlike(
                        "network.existing.vpc",
                        running.vpc(),
                        requested.network().existing().vpc().orElse("a VPC of its own"),
                        "would replace the database, the files, the balancer and the services",
                        ANOTHER),
                unlike(
                        "network.cidr",
                        running.cidr(),
                        requested.network().cidr(),
                        "would replace the VPC, and with it the database, the files, the balancer and the service",
                        "keep the range, or " + ANOTHER),
                unlike(
                        "balancer.internal",
                        running.internal().map(String::valueOf),
                        String.valueOf(requested.balancer().internal()),
                        "would replace the load balancer, which interrupts all requests",
                        ANOTHER),
                fewer(
                        "network.zones",
                        running.zones(),
                        requested.network().zones(),
                        "removes the last zone's subnets; AWS refuses that while the database or its standby is in it"),
                egress(),
                warned(
                        "domain.name",
                        running.domain(),
                        requested.domain().name(),
                        "removes the former name, which callers may still use"),
                unlike(
                        "database.engine",
                        running.databaseEngine().map(Keyword::of),
                        Keyword.of(database.engine()),
                        "would replace the database with an empty one",
                        ANOTHER),
                version(),
                warned(
                        "database.instanceClass",
                        running.databaseClass().filter(_ -> !database.isAurora()),
                        database.instanceClass(),
                        "restarts the database: about a minute with a standby, several without"),
                lost("database.multiAz", running.databaseStandby(), database.multiAz(), "removes the standby"),
                storage(),
                fewer(
                        "database.backupDays",
                        running.databaseBackupDays(),
                        database.backupDays(),
                        "deletes older backups"),
                lost(
                        "production",
                        running.databaseProtection(),
                        requested.production(),
                        "removes the deletion protection of its data"),
                lost(
                        "files.backup",
                        running.filesBackup(),
                        requested.files().backup(),
                        "ends the daily backups of the files"),
                fewer(
                        "observability.logDays",
                        running.logDays(),
                        requested.observability().logDays(),
                        "deletes older log lines"));
    }

    /** Stores that no service uses any more, which the update would delete with their data. */
    private Stream<Optional<Change>> stores() {
        return Stream.concat(
                Stream.of(
                        deleted(
                                "database",
                                running.databaseVersion().isPresent(),
                                architecture.any(ServiceSpec::database),
                                "its final snapshot remains"),
                        deleted(
                                "files",
                                running.hasFiles(),
                                architecture.any(ServiceSpec::files),
                                "its backups remain as long as they are kept")),
                running.buckets().stream()
                        .map(bucket -> deleted(
                                "bucket-" + bucket,
                                true,
                                architecture.buckets().stream()
                                        .anyMatch(used -> used.name().equals(bucket)),
                                "nothing of it remains")));
    }

    private Optional<Change> deleted(String store, boolean exists, boolean used, String remains) {
        var name = running.environment() + "-" + store;
        return exists && !used
                ? Optional.of(new Change(
                        store,
                        "in use",
                        "unused",
                        "deletes it with its data; " + remains,
                        requested.protects(name)
                                ? "let a service use it again; to delete it, add %s to unprotected, deploy that first, and then remove the last use"
                                        .formatted(name)
                                : ""))
                : Optional.empty();
    }

    private Stream<Optional<Change>> service(String name, ServiceSettings settings) {
        var path = "services." + name;
        return Stream.of(
                architecture(name, settings),
                removed(
                        path + ".secrets",
                        running.secrets(name),
                        settings.ownSecrets(),
                        "deletes the values of the removed secrets"),
                removed(
                        path + ".apiKeys",
                        running.apiKeys(name),
                        settings.apiKeys().stream().map(String::valueOf).toList(),
                        "rejects callers that still use a removed key"));
    }

    private Optional<Change> version() {
        var after = requested.database().version();
        return running.databaseVersion().filter(before -> before != after).map(before -> {
            var rises = after > before;
            return new Change(
                    "database.version",
                    "PostgreSQL " + before,
                    "" + after,
                    rises
                            ? "stops the database for about ten minutes; to go back, restore the snapshot that RDS takes first"
                            : "is not supported by RDS",
                    rises ? "" : "write %d, or restore a snapshot of version %d".formatted(before, after));
        });
    }

    private Optional<Change> storage() {
        var maximum = requested.database().maximumStorage();
        return running.databaseStorage()
                .filter(_ -> !requested.database().isAurora())
                .filter(now -> maximum < now)
                .map(now -> new Change(
                        "database.maximumStorage",
                        "a storage of " + now + " GiB",
                        "" + maximum,
                        "is refused by RDS, because storage cannot shrink",
                        "write %d or more".formatted(now)));
    }

    private Optional<Change> egress() {
        var egress = requested.network().egress();
        return running.natGateways()
                .map(gateways -> gateways == 0 ? Egress.ENDPOINTS : gateways == 1 ? Egress.NAT : Egress.NAT_PER_ZONE)
                .filter(before -> before != egress)
                .map(before -> new Change(
                        "network.egress",
                        Keyword.of(before),
                        Keyword.of(egress),
                        egress == Egress.ENDPOINTS
                                ? "cuts tasks off from everything except AWS services"
                                : "breaks open connections of tasks to the outside",
                        ""));
    }

    /** A built image follows the setting; an image that was built before must support the new architecture. */
    private Optional<Change> architecture(String service, ServiceSettings settings) {
        return requested.image().source() == Source.DIGEST
                ? warned(
                        "services." + service + ".architecture",
                        running.architecture(service),
                        settings.architecture().name(),
                        "needs an image that was built for it")
                : Optional.empty();
    }

    private static Optional<Change> unlike(
            String setting, Optional<String> before, String after, String effect, String instead) {
        return before.filter(value -> !value.equals(after))
                .map(value -> new Change(setting, value, after, effect, instead));
    }

    private static Optional<Change> warned(String setting, Optional<String> before, String after, String effect) {
        return unlike(setting, before, after, effect, "");
    }

    private static Optional<Change> fewer(String setting, Optional<Integer> before, int after, String effect) {
        return before.filter(value -> value > after)
                .map(value -> new Change(setting, "" + value, "" + after, effect, ""));
    }

    private static Optional<Change> lost(String setting, Optional<Boolean> before, boolean after, String effect) {
        return before.filter(value -> value && !after).map(_ -> new Change(setting, "true", "false", effect, ""));
    }

    private static Optional<Change> removed(String setting, Set<String> before, List<String> after, String effect) {
        return before.stream().allMatch(after::contains)
                ? Optional.empty()
                : Optional.of(new Change(setting, shown(before), shown(after), effect, ""));
    }

    private static String shown(Collection<String> values) {
        return "[" + String.join(", ", values) + "]";
    }
}
