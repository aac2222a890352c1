package dev.slipway.app.ops;

import dev.slipway.app.http.Access;
import dev.slipway.app.http.Reply;
import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.observe.spi.Observer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Health by Helidon's observe feature, for people and alarms ({@code /health}) and for the balancer ({@code /readyz}); and
 * {@code /healthz} for a supervisor, which checks nothing and costs two thirds of what it would cost as a feature. Checks must answer at once, from what is already known.
 */
public final class Health implements HttpService {

    private static final byte[] UP = "{\"status\":\"UP\"}".getBytes(StandardCharsets.US_ASCII);

    private final ObserveFeature feature;

    /** The health of a service with these checks. */
    public Health(Readiness readiness, List<HealthCheck> checks) {
        feature = ObserveFeature.just(
                observer("/health", checks), observer("/healthcheck", checks), observer("/readyz", List.of(readiness)));
    }

    /** The web server's feature that serves the paths. */
    public ObserveFeature feature() {
        return feature;
    }

    /** The feature serves its paths after this; named here they have OPTIONS, 405 and a documentation. */
    @Override
    public void routing(HttpRules rules) {
        rules.get("/healthz", Access.UNLIMITED, (_, response) -> {
            response.header(HeaderValues.CONTENT_TYPE_JSON);
            Reply.send(response, UP);
        });
        for (var observer : feature.prototype().observers()) {
            rules.get(observer.name(), Access.UNLIMITED, (_, response) -> response.next());
        }
    }

    /** A check of that name. */
    public static HealthCheck check(String name, BooleanSupplier up) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public HealthCheckResponse call() {
                return HealthCheckResponse.builder().status(up.getAsBoolean()).build();
            }
        };
    }

    private static Observer observer(String path, List<HealthCheck> checks) {
        return HealthObserver.builder()
                .name(path)
                .endpoint(path)
                .details(true)
                .useSystemServices(false)
                .addHealthChecks(checks)
                .build();
    }
}
