package dev.slipway.app.deadline;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BulkheadTest {

    @Test
    void a_wait_that_takes_too_long_ends_and_leaves_no_interrupt() throws Exception {
        try (var bulkhead = new Bulkhead("test", 1, Duration.ofMillis(100))) {
            var end = new CountDownLatch(1);
            assertThatThrownBy(() -> bulkhead.run(() -> {
                        end.await();
                        return null;
                    }))
                    .isInstanceOf(TimeoutException.class);

            assertThat(Thread.currentThread().isInterrupted()).isFalse();

            end.countDown();
        }
    }

    @Test
    void work_whose_caller_has_given_up_is_not_started() throws Exception {
        try (var bulkhead = new Bulkhead("test", 1, Duration.ofSeconds(1))) {
            var end = new CountDownLatch(1);
            var begun = new AtomicBoolean();
            assertThatThrownBy(() -> bulkhead.run(() -> {
                        end.await();
                        return null;
                    }))
                    .isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> bulkhead.run(() -> begun.getAndSet(true))).isInstanceOf(TimeoutException.class);

            end.countDown();

            assertThat(bulkhead.run(() -> "the next one")).isEqualTo("the next one");
            assertThat(begun).isFalse();
        }
    }

    @Test
    void an_error_is_reported_at_once() {
        try (var bulkhead = new Bulkhead("test", 1, Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> bulkhead.run(() -> {
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    void a_failure_is_reported_as_it_is() {
        try (var bulkhead = new Bulkhead("test", 1, Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> bulkhead.run(() -> {
                        throw new IOException("no such disk");
                    }))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("no such disk");
        }
    }
}
