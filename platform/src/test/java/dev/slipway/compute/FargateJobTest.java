package dev.slipway.compute;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FargateJobTest {

    @ParameterizedTest
    @CsvSource({
        "rate(5 minutes), 2",
        "rate(1 hour), 2",
        "rate(1 day), 25",
        "rate(7 days), ",
        "cron(0 3 * * ? *), 25",
        "cron(*/5 * * * ? *), 25",
        "cron(0 3 ? * MON *), 168",
        "cron(0 3 1 * ? *), ",
        "cron(0 3 ? * 6#3 *), "
    })
    void a_job_is_overdue_after_the_longest_pause_of_its_schedule(String expression, Integer hours) {
        assertThat(FargateJob.hoursBetweenRuns(expression).orElse(null)).isEqualTo(hours);
    }
}
