package dev.slipway.app.ops;

import dev.slipway.app.config.Configuration.Identity;
import dev.slipway.app.database.Database;
import dev.slipway.app.http.Exchange;
import dev.slipway.app.http.ExchangeListener;
import dev.slipway.app.http.Server;
import io.helidon.common.mapper.DefaultMapperProvider__ServiceDescriptor;
import io.helidon.common.mapper.DefaultResolverService__ServiceDescriptor;
import io.helidon.common.mapper.MappersFactory__ServiceDescriptor;
import io.helidon.config.Config;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.MeterRegistryFactory__ServiceDescriptor;
import io.helidon.metrics.api.MetricsFactory;
import io.helidon.metrics.api.MetricsFactoryFactory__ServiceDescriptor;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;
import io.helidon.service.registry.Services;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.metrics.MetricsObserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The metrics of the process. */
public final class Metrics implements ExchangeListener, AutoCloseable {

    /** The buckets of durations. The alarm on p99 needs those around one second. */
    private static final Duration[] BOUNDS = List.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000).stream()
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private static final double[] NONE = {};

    /** Callers may invent methods; each of these would be another series. */
    private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    static {
        // The service uses metrics and mappers; add what else you use. With discovery, the registry reads the
        // descriptions of
        // all services on the class path at its first use, which was a sixth of a start.
        if (!GlobalServiceRegistry.configured()) {
            GlobalServiceRegistry.registry(ServiceRegistryManager.create(ServiceRegistryConfig.builder()
                            .discoverServices(false)
                            .discoverServicesFromServiceLoader(false)
                            .putContractInstance(Config.class, Config.empty())
                            .addServiceDescriptor(MetricsFactoryFactory__ServiceDescriptor.INSTANCE)
                            .addServiceDescriptor(MeterRegistryFactory__ServiceDescriptor.INSTANCE)
                            .addServiceDescriptor(MappersFactory__ServiceDescriptor.INSTANCE)
                            .addServiceDescriptor(DefaultMapperProvider__ServiceDescriptor.INSTANCE)
                            .addServiceDescriptor(DefaultResolverService__ServiceDescriptor.INSTANCE)
                            .build())
                    .registry());
        }
    }

    private final MetricsFactory factory = Services.get(MetricsFactory.class);
    private final MeterRegistry registry = factory.globalRegistry();
    private final List<Meter> gauges = new ArrayList<>();
    private final ConcurrentHashMap<Request, Timer> requests = new ConcurrentHashMap<>();

    private record Request(String method, String route, int status) {}

    /** Registers the gauges. */
    public Metrics(Identity identity, Optional<Database> database) {
        var version = Metrics.class.getPackage().getImplementationVersion();
        gauges.add(registry.getOrCreate(factory.gaugeBuilder("build_info", () -> 1)
                .tags(List.of(
                        factory.tagCreate("service", identity.service()),
                        factory.tagCreate("environment", identity.environment()),
                        factory.tagCreate("version", version == null ? "development" : version),
                        factory.tagCreate("java", System.getProperty("java.version"))))));
        database.ifPresent(store -> {
            gauge("database_up", () -> store.heartbeat().up() ? 1 : 0);
            gauge("database_connections_active", store::active);
            gauge("database_connections_idle", store::idle);
            gauge("database_connections_waiting", store::waiting);
        });
    }

    private void gauge(String name, Supplier<Integer> value) {
        gauges.add(registry.getOrCreate(factory.gaugeBuilder(name, value)));
    }

    /** The web server's feature that serves them: {@code /metrics} on a port of its own. */
    public ObserveFeature feature() {
        return ObserveFeature.builder()
                .name("metrics")
                .sockets(List.of(Server.METRICS))
                .observersDiscoverServices(false)
                .addObserver(MetricsObserver.builder().endpoint("/metrics").build())
                .build();
    }

    @Override
    public void completed(Exchange exchange, int status, long nanos, long bytes) {
        var method = METHODS.contains(exchange.method()) ? exchange.method() : "other";
        requests.computeIfAbsent(new Request(method, exchange.route(), status), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Request request) {
        return registry.getOrCreate(factory.timerBuilder("http_server_requests")
                .percentiles(NONE)
                .buckets(BOUNDS)
                .tags(List.<Tag>of(
                        factory.tagCreate("method", request.method()),
                        factory.tagCreate("route", request.route()),
                        factory.tagCreate("status", Integer.toString(request.status())))));
    }

    /** Removes the gauges: the registry outlives the service, their sources do not. */
    @Override
    public void close() {
        gauges.forEach(registry::remove);
    }
}
