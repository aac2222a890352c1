package dev.slipway.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of one environment. */
public record EnvironmentSettings(
        @Setting("The account and region: the keys that begin with aws:.")
        AccountSettings account,

        @Setting(
                value =
                        "Whether it is a production environment: its data is protected from deletion, and must be backed up and replicated to a second zone.",
                defaultValue = "false")
        boolean production,

        @Setting(
                value = "The stack that holds this account's foundation (registry, zone, deploy roles).",
                defaultValue = "foundation",
                pattern = "foundation(-[a-z0-9-]+)?",
                form = "foundation, or foundation- and a name")
        String foundationStack,

        @Setting(value = "The environment's private network.", defaultValue = "{}")
        NetworkSettings network,

        @Setting(value = "Where users find the service.") DomainSettings domain,

        @Setting(value = "The load balancer.", defaultValue = "{}")
        BalancerSettings balancer,

        @Setting(value = "The web ACL in front of the load balancer.", defaultValue = "{}")
        FirewallSettings firewall,

        @Setting(value = "The services, by their names in Environment.", defaultValue = "{}", formerly = "service")
        Map<String, ServiceSettings> services,

        @Setting(value = "The PostgreSQL database.", defaultValue = "{}")
        DatabaseSettings database,

        @Setting(value = "The file system that all tasks share.", defaultValue = "{}")
        FilesSettings files,

        @Setting(value = "Daily backups in a vault of their own.", defaultValue = "{}")
        BackupSettings backups,

        @Setting(value = "Logs, alarms and their recipients.", defaultValue = "{}")
        ObservabilitySettings observability,

        @Setting(value = "Which image the tasks run.", defaultValue = "{}")
        ImageSettings image,

        @Setting(value = "What it may cost, and the usage that its estimate assumes.", defaultValue = "{}")
        CostSettings cost,

        @Setting(
                value =
                        "Stores whose protection in production is removed, so that they can be deleted. Type the full name:"
                                + " <project>-<stack>-database, -files, -backups, or -bucket-<name>.",
                defaultValue = "[]",
                example = "[slipway-prod-files]",
                pattern = "[a-z0-9-]+",
                form = "a store's full name")
        List<String> unprotected,

        @Setting(
                value =
                        "Guardrails that resources of this stack may violate, each until a day, or because somebody decided so.",
                defaultValue = "[]")
        List<ExceptionSettings> exceptions)
        implements Settings {

    private static final int PRODUCTION_BACKUP_DAYS = 35;

    /** The settings of a service that the environment declares. */
    public ServiceSettings service(String name) {
        return services.get(name);
    }

    /** What the web ACL does. */
    public FirewallSettings.Mode firewallMode() {
        return firewall.mode().orElse(production ? FirewallSettings.Mode.BLOCK : FirewallSettings.Mode.NONE);
    }

    /** For how many days the vault keeps a backup; empty if there is no vault. */
    public Optional<Integer> backupDays() {
        return backups.days().or(() -> production ? Optional.of(PRODUCTION_BACKUP_DAYS) : Optional.empty());
    }

    /** Whether production protects a store of this name from deletion. */
    public boolean protects(String store) {
        return production && !unprotected.contains(store);
    }
}
