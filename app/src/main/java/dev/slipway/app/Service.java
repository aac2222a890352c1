package dev.slipway.app;

import dev.slipway.app.config.Configuration;
import dev.slipway.app.database.Database;
import dev.slipway.app.files.FileService;
import dev.slipway.app.files.FileStore;
import dev.slipway.app.http.Cors;
import dev.slipway.app.http.Routes;
import dev.slipway.app.http.Server;
import dev.slipway.app.json.Json;
import dev.slipway.app.ops.DocumentationService;
import dev.slipway.app.ops.Health;
import dev.slipway.app.ops.Logs;
import dev.slipway.app.ops.Metrics;
import dev.slipway.app.ops.Readiness;
import dev.slipway.app.orders.OrderService;
import dev.slipway.app.orders.Orders;
import dev.slipway.app.sum.SumService;
import dev.slipway.app.users.Accounts;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.spi.ServerFeature;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The running service: its parts, and the order in which they stop. */
public final class Service {

    private static final Logger LOG = System.getLogger(Service.class.getName());

    private final Optional<Database> database;
    private final Optional<FileStore> files;
    private final Readiness readiness;
    private final Routes routes;
    private final WebServer server;
    private final Metrics metrics;
    private final Duration drain;

    private Service(
            Optional<Database> database,
            Optional<FileStore> files,
            Readiness readiness,
            Routes routes,
            Metrics metrics,
            WebServer server,
            Duration drain) {
        this.database = database;
        this.files = files;
        this.readiness = readiness;
        this.routes = routes;
        this.metrics = metrics;
        this.server = server;
        this.drain = drain;
    }

    /** Starts the service; {@code /readyz} reports when requests will succeed. */
    public static Service start(Configuration configuration) {
        var database = configuration.database().map(Database::open);
        var files = configuration.filesDirectory().map(FileStore::new);
        var readiness = new Readiness(
                () -> database.map(store -> store.heartbeat().reached()).orElse(true)
                        && files.map(FileStore::reachable).orElse(true));
        var health = new Health(
                readiness,
                Stream.of(
                                database.map(store -> Health.check("database", store.heartbeat()::up)),
                                files.map(store -> Health.check("files", store::reachable)))
                        .flatMap(Optional::stream)
                        .toList());
        var metrics = new Metrics(configuration.identity(), database);
        var routes = Routes.of(health, new SumService());
        database.ifPresent(store -> routes.register(
                new OrderService(new Orders(store)),
                new Accounts(store, configuration.identity().service())));
        files.ifPresent(store -> routes.register(new FileService(store)));
        var whole = database.isPresent() && files.isPresent();
        routes.register(new DocumentationService(whole ? Optional.empty() : Optional.of(routes)));
        var features = new ArrayList<ServerFeature>(Cors.features(configuration.corsOrigins()));
        features.add(health.feature());
        features.add(metrics.feature());
        var server = Server.start(
                configuration, routes, features, List.of(metrics, Logs::request), grace(configuration.stopTimeout()));
        // A balancer sends requests only after its second health check. A virtual thread would keep a carrier from
        // these checks.
        Thread.ofPlatform().daemon().name("prepare-json").start(Json::prepare);
        LOG.log(Level.INFO, "serving on port " + server.port() + ", metrics on port " + server.port(Server.METRICS));
        return new Service(database, files, readiness, routes, metrics, server, drain(configuration.stopTimeout()));
    }

    /** All routes. */
    public Routes routes() {
        return routes;
    }

    /** The serving port. */
    public int port() {
        return server.port();
    }

    /** The port of {@code /metrics}. */
    public int metricsPort() {
        return server.port(Server.METRICS);
    }

    /** Stops: readiness fails first, then requests in flight finish once no balancer sends new ones, then everything closes. */
    public void stop() {
        LOG.log(Level.INFO, "stopping: not ready any more");
        readiness.drain();
        pause(drain);
        server.stop();
        metrics.close();
        files.ifPresent(FileStore::close);
        database.ifPresent(Database::close);
        LOG.log(Level.INFO, "stopped");
        Logs.flush();
    }

    /** The time for balancers to notice that the task is not ready: a tenth of all. */
    private static Duration drain(Duration stopTimeout) {
        return stopTimeout.dividedBy(10);
    }

    /** The time for requests in flight: seven tenths of all. The rest is for closing. */
    private static Duration grace(Duration stopTimeout) {
        return stopTimeout.multipliedBy(7).dividedBy(10);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
