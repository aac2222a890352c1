package dev.slipway.toolbox.rehearsal.balancer;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class TargetGroupTest {

    private final TargetGroup group = new TargetGroup(
            "arn:group",
            new HealthCheck("/readyz", Duration.ofMillis(50), Duration.ofSeconds(2), 2, 2, "200"),
            Duration.ofSeconds(20),
            false);

    private final AtomicInteger answer = new AtomicInteger(200);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        group.close();
        server.stop(0);
    }

    @Test
    void a_targets_state_follows_its_checks() throws InterruptedException {
        var states = new ArrayBlockingQueue<Health.State>(1000);
        group.register(server.getAddress().getPort(), states::add);

        await(states, Health.State.HEALTHY);
        answer.set(503);
        await(states, Health.State.UNHEALTHY);
        answer.set(200);
        await(states, Health.State.HEALTHY);
    }

    @Test
    void only_healthy_targets_get_requests_in_turn() throws InterruptedException {
        var states = new ArrayBlockingQueue<Health.State>(1000);
        var first = group.register(server.getAddress().getPort(), ignored -> {});
        var second = group.register(server.getAddress().getPort(), states::add);
        group.register(1, ignored -> {});
        await(states, Health.State.HEALTHY);
        while (first.state() != Health.State.HEALTHY) {
            Thread.onSpinWait();
        }

        var picked = List.of(group.pick(), group.pick(), group.pick(), group.pick());

        assertThat(picked)
                .containsExactlyInAnyOrder(
                        Optional.of(first), Optional.of(first), Optional.of(second), Optional.of(second));
    }

    @Test
    void a_group_without_a_healthy_target_fails_open() {
        var target = group.register(1, ignored -> {});

        assertThat(group.pick()).contains(target);
    }

    @Test
    void a_group_without_targets_has_no_target_for_a_request() {
        assertThat(group.pick()).isEmpty();
    }

    @Test
    void a_deregistered_target_finishes_its_requests_and_gets_no_new_ones() throws Exception {
        var target = group.register(1, ignored -> {});
        group.pick();
        var drained = new CompletableFuture<Boolean>();
        Thread.ofVirtual().start(() -> {
            try {
                drained.complete(group.deregister(target));
            } catch (InterruptedException e) {
                drained.completeExceptionally(e);
            }
        });
        while (group.pick().isPresent()) {
            // A request that was assigned before the deregistration also counts as in flight.
            target.release();
        }

        assertThat(drained).isNotDone();
        target.release();

        assertThat(drained.get(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(BlockingQueue<Health.State> states, Health.State expected) throws InterruptedException {
        for (var state = states.poll(20, TimeUnit.SECONDS);
                state != expected;
                state = states.poll(20, TimeUnit.SECONDS)) {
            assertThat(state).as("waiting for " + expected).isNotNull();
        }
    }
}
