package dev.slipway;

import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.component.NamedParts;
import dev.slipway.compute.AppUser;
import dev.slipway.compute.Cluster;
import dev.slipway.compute.FargateService;
import dev.slipway.compute.FargateServiceArgsBuilder;
import dev.slipway.compute.Ports;
import dev.slipway.compute.WorkloadBuilder;
import dev.slipway.data.ConnectionLimit;
import dev.slipway.data.Database;
import dev.slipway.data.DatabaseArgsBuilder;
import dev.slipway.data.FileStore;
import dev.slipway.data.Parameters;
import dev.slipway.delivery.AppImage;
import dev.slipway.delivery.AppImageArgsBuilder;
import dev.slipway.edge.Certificate;
import dev.slipway.edge.Domain;
import dev.slipway.edge.LoadBalancer;
import dev.slipway.edge.LoadBalancerArgsBuilder;
import dev.slipway.network.Network;
import dev.slipway.observe.Alarms;
import dev.slipway.observe.AlarmsWatchedBuilder;
import dev.slipway.observe.Dashboard;
import dev.slipway.observe.Logs;
import dev.slipway.observe.Notifications;
import dev.slipway.settings.EnvironmentSettings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One environment of the service. The constructor shows the architecture from top to bottom. */
public final class Environment extends Component {

    private final Map<String, Output<?>> outputs = new LinkedHashMap<>();

    /**
     * The inputs of an environment.
     *
     * @param project the service's name
     * @param stack the environment's name; its resources are named {@code <project>-<stack>}, and its parameters and log
     *     groups {@code /<project>/<stack>}
     * @param zones the available zones, at least as many as the settings request
     * @param root the repository's root, which the image is built from
     * @param lastDigest the digest of the image to run if the settings neither build nor name one
     */
    @NamedParts
    record Args(
            String project,
            String stack,
            EnvironmentSettings settings,
            FoundationOutputs foundation,
            Output<List<String>> zones,
            Path root,
            Supplier<Output<String>> lastDigest,
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
        var production = settings.production();
        var domain = settings.domain().name();

        var observability = settings.observability();
        var logs = new Logs(named("logs"), name, path, observability.logDays(), part());
        var notifications = new Notifications(named("notifications"), account.id(), observability.emails(), part());

        var network = new Network(named("network"), name, settings, args.zones(), logs, part());

        var certificate = new Certificate(named("certificate"), domain, foundation.zoneId(), part());
        var balancer = new LoadBalancer(
                named("balancer"),
                LoadBalancerArgsBuilder.builder()
                        .environment(name)
                        .port(Ports.SERVING)
                        .settings(settings)
                        .network(network)
                        .certificate(certificate)
                        .notifications(notifications)
                        .build(),
                part());
        new Domain(named("domain"), domain, foundation.zoneId(), balancer, part());

        var database = new Database(
                named("database"),
                DatabaseArgsBuilder.builder()
                        .environment(name)
                        .settings(settings.database())
                        .account(account)
                        .production(production)
                        .network(network)
                        .logs(logs)
                        .build(),
                part());
        var files = new FileStore(named("files"), settings.files(), production, network, AppUser.ID, part());
        var parameters = new Parameters(
                named("parameters"),
                path,
                settings.service().apiKeys(),
                settings.service().secrets(),
                part());

        var image = new AppImage(
                named("image"),
                AppImageArgsBuilder.builder()
                        .settings(settings)
                        .registryUrl(foundation.registryUrl())
                        .root(args.root())
                        .lastDigest(args.lastDigest())
                        .aws(args.aws())
                        .build(),
                part());
        var cluster = new Cluster(named("cluster"), name, logs, part());
        var service = new FargateService(
                named("service"),
                FargateServiceArgsBuilder.builder()
                        .environment(name)
                        .settings(settings)
                        .network(network)
                        .cluster(cluster)
                        .balancer(balancer)
                        .workload(WorkloadBuilder.builder()
                                .service(args.project())
                                .environment(args.stack())
                                .imageUri(image.uri())
                                .registryArn(foundation.registryArn())
                                .database(database)
                                .files(files)
                                .parameters(parameters)
                                .logs(logs)
                                .build())
                        .build(),
                part());

        var watched = AlarmsWatchedBuilder.builder()
                .balancer(balancer.arnSuffix())
                .targets(balancer.targets().arnSuffix())
                .cluster(cluster.clusterName())
                .service(service.serviceName())
                .database(database.identifier())
                .connections(ConnectionLimit.of(settings.database().instanceClass()))
                .build();
        new Alarms(named("alarms"), settings, watched, notifications, part());
        var dashboard = new Dashboard(named("dashboard"), name, account.region(), watched, part());

        outputs.put("url", Output.of("https://" + domain));
        outputs.put("apiKey", parameters.newestApiKey());
        outputs.put("imageDigest", image.digest());
        outputs.put("cluster", cluster.clusterName());
        outputs.put("service", service.serviceName());
        outputs.put("databaseEndpoint", database.endpoint());
        outputs.put("dashboard", dashboard.url());
        outputs.put("logGroup", logs.app().name());
        registerOutputs(outputs);
    }

    /** The outputs for its users and for the next environment. */
    Map<String, Output<?>> outputs() {
        return outputs;
    }
}
