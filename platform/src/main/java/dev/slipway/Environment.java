package dev.slipway;

import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.architecture.Architecture;
import dev.slipway.architecture.BucketSpec;
import dev.slipway.architecture.ImageSpec;
import dev.slipway.architecture.QueueSpec;
import dev.slipway.architecture.ServiceSpec;
import dev.slipway.component.Component;
import dev.slipway.component.EnvironmentKey;
import dev.slipway.component.NamedParts;
import dev.slipway.component.Outputs;
import dev.slipway.compute.AppUser;
import dev.slipway.compute.Cluster;
import dev.slipway.compute.FargateJob;
import dev.slipway.compute.FargateService;
import dev.slipway.compute.SharedBuilder;
import dev.slipway.data.Backups;
import dev.slipway.data.Bucket;
import dev.slipway.data.ConnectionLimit;
import dev.slipway.data.Database;
import dev.slipway.data.DatabaseArgsBuilder;
import dev.slipway.data.FileStore;
import dev.slipway.data.Queue;
import dev.slipway.delivery.AppImage;
import dev.slipway.delivery.ImageBuild;
import dev.slipway.edge.Certificate;
import dev.slipway.edge.Domain;
import dev.slipway.edge.Firewall;
import dev.slipway.edge.LoadBalancer;
import dev.slipway.network.Network;
import dev.slipway.observe.Alarms;
import dev.slipway.observe.Dashboard;
import dev.slipway.observe.Logs;
import dev.slipway.observe.LogsArgsBuilder;
import dev.slipway.observe.Notifications;
import dev.slipway.observe.Prometheus;
import dev.slipway.observe.ServiceLevels;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FirewallSettings;
import dev.slipway.settings.ServiceKind;
import dev.slipway.settings.ServiceSettings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import static dev.slipway.architecture.ServiceSpec.web;

/**
 * One environment. {@link #architecture()} declares its services; the constructor shows what they share, and runs them, from
 * top to bottom.
 */
public final class Environment extends Component {

    /**
     * The services of every environment. Their sizes are in each stack's file, under {@code services.<name>}. Recipes for
     * more are in docs/recipes.
     */
    public static Architecture architecture() {
        return Architecture.of(web("app").ownsSchema().usesFiles());
    }

    private final Map<String, Output<?>> outputs = new LinkedHashMap<>();

    /**
     * The inputs of an environment.
     *
     * @param project the project's name
     * @param stack the environment's name; its resources are named {@code <project>-<stack>}, and its parameters and log
     *     groups {@code /<project>/<stack>}
     * @param zones the available zones, at least as many as the settings request
     * @param root the repository's root, which images are built from
     * @param digest the digest of an image to run; empty if the environment builds it
     */
    @NamedParts
    record Args(
            String project,
            String stack,
            Architecture architecture,
            EnvironmentSettings settings,
            FoundationOutputs foundation,
            Output<List<String>> zones,
            Path root,
            Function<ImageSpec, Optional<Output<String>>> digest,
            Provider aws) {

        /** The environment's name. */
        String name() {
            return project + "-" + stack;
        }
    }

    Environment(Args args) {
        super(
                "slipway:index:Environment",
                args.name(),
                ComponentResourceOptions.builder()
                        .providers(args.aws())
                        .resourceTransformations(
                                new BoundedRoles(args.foundation().boundary()))
                        .build());
        var name = args.name();
        var path = "/" + args.project() + "/" + args.stack();
        var settings = args.settings();
        var foundation = args.foundation();
        var account = settings.account();
        var domain = settings.domain().name();

        var architecture = args.architecture();

        var observability = settings.observability();
        var key = new EnvironmentKey(named("key"), name, account, settings.production(), part());
        var logs = new Logs(
                named("logs"),
                LogsArgsBuilder.builder()
                        .environment(name)
                        .path(path)
                        .days(observability.logDays())
                        .key(key)
                        .services(architecture.names())
                        .database(when(architecture.any(ServiceSpec::database), settings.database()::engine))
                        .withFirewall(settings.firewallMode() != FirewallSettings.Mode.NONE)
                        .withFlow(settings.network().existing().vpc().isEmpty())
                        .withSessions(settings.services().values().stream().anyMatch(ServiceSettings::exec))
                        .build(),
                part());
        var notifications = new Notifications(
                named("notifications"), account.id(), observability.emails(), foundation.runbook(), key, part());

        var network = new Network(named("network"), name, architecture, settings, args.zones(), logs, part());

        var hostNames = architecture.hostNames(settings);
        var certificate = new Certificate(named("certificate"), hostNames, foundation.zoneId(), part());
        var balancer = new LoadBalancer(
                named("balancer"), new LoadBalancer.Args(name, settings, network, certificate), part());
        new Domain(named("domain"), hostNames, foundation.zoneId(), balancer, part());
        if (settings.firewallMode() != FirewallSettings.Mode.NONE) {
            new Firewall(named("firewall"), name, settings, balancer, logs, part());
        }

        var database = when(
                architecture.any(ServiceSpec::database),
                () -> Database.of(
                        named("database"),
                        DatabaseArgsBuilder.builder()
                                .environment(name)
                                .path(path)
                                .settings(settings.database())
                                .account(account)
                                .isProtected(settings.protects(name + "-database"))
                                .network(network)
                                .logs(logs)
                                .notifications(notifications)
                                .build(),
                        part()));
        var files = when(
                architecture.any(ServiceSpec::files),
                () -> new FileStore(
                        named("files"),
                        settings.files(),
                        settings.protects(name + "-files"),
                        network,
                        AppUser.ID,
                        part()));

        var stores = Stream.concat(database.map(Database::arn).stream(), files.map(FileStore::arn).stream())
                .toList();
        if (!stores.isEmpty()) {
            settings.backupDays()
                    .ifPresent(days -> new Backups(
                            named("backups"),
                            name,
                            days,
                            stores,
                            key,
                            account,
                            settings.protects(name + "-backups"),
                            part()));
        }

        var buckets = new HashMap<BucketSpec, Bucket>();
        for (var spec : architecture.buckets()) {
            var bucket = named("bucket-" + spec.name());
            buckets.put(spec, new Bucket(bucket, settings.protects(bucket), part()));
        }
        var queues = new HashMap<QueueSpec, Queue>();
        for (var spec : architecture.queues()) {
            queues.put(spec, new Queue(named("queue-" + spec.name()), spec, notifications, part()));
        }

        var images = new LinkedHashMap<ImageSpec, Output<String>>();
        for (var spec : architecture.images()) {
            var image = new AppImage(
                    named(spec.isShared() ? "image" : "image-" + spec.name()),
                    new AppImage.Args(
                            new ImageBuild(spec, architecture, settings, args.root()),
                            args.digest().apply(spec),
                            foundation.registryUrl(),
                            args.aws()),
                    part());
            images.put(spec, image.uri());
        }
        var cluster = new Cluster(
                named("cluster"),
                name,
                architecture.any(service -> service.kind() == ServiceKind.INTERNAL),
                logs,
                key,
                part());
        var prometheus = when(
                observability.prometheus(),
                () -> new Prometheus(named("prometheus"), name, observability.grafanaSignIn(), part()));
        var shared = SharedBuilder.builder()
                .project(args.project())
                .stack(args.stack())
                .architecture(architecture)
                .settings(settings)
                .network(network)
                .balancer(balancer)
                .cluster(cluster)
                .database(database)
                .files(files)
                .buckets(buckets)
                .queues(queues)
                .images(images)
                .registryArn(foundation.registryArn())
                .key(key)
                .logs(logs)
                .prometheus(prometheus)
                .notifications(notifications)
                .build();
        var services = new LinkedHashMap<String, FargateService>();
        // The schema's owner comes first: the others need the tables that its tasks create.
        for (var spec : architecture.inOrderOfStart()) {
            if (spec.kind() == ServiceKind.JOB) {
                new FargateJob(named("job-" + spec.name()), spec, shared, part());
                continue;
            }
            services.put(
                    spec.name(),
                    new FargateService(
                            named("service-" + spec.name()), spec, architecture.place(spec), services, shared, part()));
        }

        var dimensions = new HashMap<String, Output<String>>();
        dimensions.put("LoadBalancer", balancer.arnSuffix());
        database.ifPresent(store -> dimensions.put(store.dimension(), store.identifier()));
        var alarms = new Alarms(named("alarms"), dimensions, notifications, part());
        new ServiceLevels(named("levels"), name, observability, dimensions, notifications, part());
        database.ifPresent(_ -> alarms.database(dimensions, ConnectionLimit.of(settings.database())));
        var ofServices = new LinkedHashMap<String, Map<String, Output<String>>>();
        services.forEach((service, tasks) -> ofServices.put(service, tasks.dimensions()));
        var dashboard = new Dashboard(
                named("dashboard"), name, account.region(), observability, dimensions, ofServices, part());

        outputs.put("url", Output.of("https://" + domain));
        outputs.put("imageDigest", AppImage.digest(images.get(ImageSpec.SHARED)));
        var digests = new HashMap<String, Output<String>>();
        images.forEach((spec, uri) -> {
            if (!spec.isShared()) {
                digests.put(spec.name(), AppImage.digest(uri));
            }
        });
        if (!digests.isEmpty()) {
            outputs.put("imageDigests", Outputs.map(digests));
        }
        outputs.put("cluster", cluster.clusterName());
        // The outputs of the first service have no prefix.
        services.forEach((service, tasks) -> {
            var isFirst = service.equals(architecture.first().name());
            outputs.put(isFirst ? "service" : service + "Service", tasks.serviceName());
            tasks.newestApiKey().ifPresent(value -> outputs.put(isFirst ? "apiKey" : service + "ApiKey", value));
        });
        database.ifPresent(store -> outputs.put("databaseEndpoint", store.endpoint()));
        outputs.put("dashboard", dashboard.url());
        prometheus.ifPresent(metrics -> {
            outputs.put("grafana", metrics.grafanaUrl());
            outputs.put("prometheus", metrics.endpoint());
        });
        outputs.put("logGroup", logs.service(architecture.first().name()).name());
        var own = new LinkedHashMap<String, Output<?>>(outputs);
        // Guardrails read them: they say what the settings allow.
        own.put("production", Output.of(settings.production()));
        own.put("unprotected", Output.of(settings.unprotected()));
        own.put("egressPorts", Output.of(settings.network().egressPorts()));
        registerOutputs(own);
    }

    /** The outputs for its users and for the next environment. */
    Map<String, Output<?>> outputs() {
        return outputs;
    }

    private static <T> Optional<T> when(boolean used, Supplier<T> component) {
        return used ? Optional.of(component.get()) : Optional.empty();
    }
}
