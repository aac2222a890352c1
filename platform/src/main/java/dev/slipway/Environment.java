package dev.slipway;

import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.compute.Cluster;
import dev.slipway.compute.FargateService;
import dev.slipway.compute.Workload;
import dev.slipway.data.ConnectionLimit;
import dev.slipway.data.Database;
import dev.slipway.data.FileStore;
import dev.slipway.data.Parameters;
import dev.slipway.delivery.AppImage;
import dev.slipway.edge.Certificate;
import dev.slipway.edge.Domain;
import dev.slipway.edge.LoadBalancer;
import dev.slipway.network.Network;
import dev.slipway.observe.Alarms;
import dev.slipway.observe.Dashboard;
import dev.slipway.observe.Logs;
import dev.slipway.observe.Notifications;
import dev.slipway.settings.EnvironmentSettings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One environment of the service: read from top to bottom, it is the architecture. */
public final class Environment extends Component {

    private final Map<String, Output<?>> outputs = new LinkedHashMap<>();

    /**
     * @param project the service's name
     * @param stack the environment's; everything in it is named {@code <project>-<stack>}, its parameters and log groups {@code
     *     /<project>/<stack>}
     * @param zones the zones that it can live in
     * @param root the repository's root, which the image is built from
     * @param lastDigest the image to run where the settings neither build nor name one
     */
    Environment(
            String project,
            String stack,
            EnvironmentSettings settings,
            FoundationOutputs foundation,
            Output<List<String>> zones,
            Path root,
            Supplier<Output<String>> lastDigest,
            Provider aws) {
        super(
                "slipway:index:Environment",
                project + "-" + stack,
                ComponentResourceOptions.builder()
                        .providers(aws)
                        .resourceTransformations(new BoundedRoles(foundation.boundary()))
                        .build());
        var name = project + "-" + stack;
        var path = "/" + project + "/" + stack;
        var account = settings.account();
        var production = settings.production();
        var domain = settings.domain().name();

        var observability = settings.observability();
        var logs = new Logs(named("logs"), name, path, observability.logDays(), part());
        var notifications = new Notifications(named("notifications"), account.id(), observability.emails(), part());

        var network = new Network(named("network"), name, settings, zones, logs, part());

        var certificate = new Certificate(named("certificate"), domain, foundation.zoneId(), part());
        var balancer = new LoadBalancer(named("balancer"), name, settings, network, certificate, notifications, part());
        new Domain(named("domain"), domain, foundation.zoneId(), balancer, part());

        var database =
                new Database(named("database"), name, settings.database(), account, production, network, logs, part());
        var files = new FileStore(named("files"), settings.files(), production, network, part());
        var parameters = new Parameters(
                named("parameters"),
                path,
                settings.service().apiKeys(),
                settings.service().secrets(),
                part());

        var image = new AppImage(named("image"), settings, foundation.registryUrl(), root, lastDigest, aws, part());
        var cluster = new Cluster(named("cluster"), name, logs, part());
        var service = new FargateService(
                named("service"),
                name,
                settings,
                network,
                cluster,
                balancer,
                new Workload(project, stack, image.uri(), foundation.registryArn(), database, files, parameters, logs),
                part());

        var watched = new Alarms.Watched(
                balancer.arnSuffix(),
                balancer.targets().arnSuffix(),
                cluster.clusterName(),
                service.serviceName(),
                database.identifier(),
                ConnectionLimit.of(settings.database().instanceClass()));
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

    /** What its users and the next environment need to know of it. */
    Map<String, Output<?>> outputs() {
        return outputs;
    }
}
