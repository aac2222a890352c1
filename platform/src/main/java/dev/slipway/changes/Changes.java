package dev.slipway.changes;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.ImageSettings.Source;
import dev.slipway.settings.Keyword;
import dev.slipway.settings.NetworkSettings.Egress;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What new settings would replace, interrupt or lose of an environment that runs. docs/changes.md has the same for every
 * setting, those too that roll out unnoticed.
 */
public final class Changes {

    private static final String ANOTHER = "raise a second environment with it, and move the data (docs/changes.md)";

    private final Running running;
    private final EnvironmentSettings wanted;

    private Changes(Running running, EnvironmentSettings wanted) {
        this.running = running;
        this.wanted = wanted;
    }

    /** The changes that somebody should know of; none for an environment that is not there yet. */
    public static List<Change> of(Running running, EnvironmentSettings wanted) {
        return new Changes(running, wanted).all().flatMap(Optional::stream).toList();
    }

    private Stream<Optional<Change>> all() {
        var database = wanted.database();
        return Stream.of(
                unlike(
                        "aws:region",
                        running.region(),
                        wanted.account().region(),
                        "would leave all of it behind",
                        ANOTHER),
                unlike(
                        "aws:allowedAccountIds",
                        running.account(),
                        wanted.account().id(),
                        "would leave all of it behind",
                        ANOTHER),
                unlike(
                        "network.cidr",
                        running.cidr(),
                        wanted.network().cidr(),
                        "would replace the VPC, and with it the database, the files, the balancer and the service",
                        "keep the range, or " + ANOTHER),
                fewer(
                        "network.zones",
                        running.zones(),
                        wanted.network().zones(),
                        "takes away the last zone's subnets; AWS refuses that while the database or its standby is there"),
                egress(),
                warned(
                        "domain.name",
                        running.domain(),
                        wanted.domain().name(),
                        "takes the former name away from those who call it"),
                architecture(),
                version(),
                warned(
                        "database.instanceClass",
                        running.databaseClass(),
                        database.instanceClass(),
                        "restarts the database: about a minute with a standby, several without"),
                lost("database.multiAz", running.databaseStandby(), database.multiAz(), "takes the standby away"),
                storage(),
                fewer(
                        "database.backupDays",
                        running.databaseBackupDays(),
                        database.backupDays(),
                        "deletes the backups that are older"),
                lost(
                        "production",
                        running.databaseProtection(),
                        wanted.production(),
                        "lifts the protection of its data from deletion"),
                lost(
                        "files.backup",
                        running.filesBackup(),
                        wanted.files().backup(),
                        "ends the daily backups of the files"),
                fewer(
                        "observability.logDays",
                        running.logDays(),
                        wanted.observability().logDays(),
                        "deletes the log lines that are older"),
                removed(
                        "service.secrets",
                        running.secrets(),
                        wanted.service().secrets(),
                        "deletes the values of those that are gone"),
                removed(
                        "service.apiKeys",
                        running.apiKeys(),
                        wanted.service().apiKeys().stream().map(String::valueOf).toList(),
                        "shuts out the callers that still use one that is gone"));
    }

    private Optional<Change> version() {
        var after = wanted.database().version();
        return running.databaseVersion().filter(before -> before != after).map(before -> {
            var rises = after > before;
            return new Change(
                    "database.version",
                    "PostgreSQL " + before,
                    "" + after,
                    rises
                            ? "stops the database for some ten minutes; the way back is the snapshot that RDS takes first"
                            : "RDS does not do",
                    rises ? "" : "write %d, or restore a snapshot of version %d".formatted(before, after));
        });
    }

    private Optional<Change> storage() {
        var maximum = wanted.database().maximumStorage();
        return running.databaseStorage()
                .filter(now -> maximum < now)
                .map(now -> new Change(
                        "database.maximumStorage",
                        "a storage of " + now + " GiB",
                        "" + maximum,
                        "RDS refuses, for storage never shrinks",
                        "write %d or more".formatted(now)));
    }

    private Optional<Change> egress() {
        var egress = wanted.network().egress();
        return running.natGateways()
                .map(gateways -> gateways == 0 ? Egress.ENDPOINTS : gateways == 1 ? Egress.NAT : Egress.NAT_PER_ZONE)
                .filter(before -> before != egress)
                .map(before -> new Change(
                        "network.egress",
                        Keyword.of(before),
                        Keyword.of(egress),
                        egress == Egress.ENDPOINTS
                                ? "cuts tasks off from all but AWS's own services"
                                : "breaks the connections that tasks have to the outside",
                        ""));
    }

    /** What is built follows; what was built before must have been built for it. */
    private Optional<Change> architecture() {
        return wanted.image().source() == Source.DIGEST
                ? warned(
                        "service.architecture",
                        running.architecture(),
                        wanted.service().architecture().name(),
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
