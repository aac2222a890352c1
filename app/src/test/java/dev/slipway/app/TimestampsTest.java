package dev.slipway.app;

import dev.slipway.app.json.Timestamps;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class TimestampsTest {

    private static final DateTimeFormatter EXPECTED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Test
    void every_day_of_four_centuries_is_written_as_the_jdk_would() {
        var random = new Random(7);
        for (var day = Instant.parse("1800-01-01T00:00:00Z");
                day.isBefore(Instant.parse("2200-01-01T00:00:00Z"));
                day = day.plusSeconds(86_400)) {
            var moment = day.plusMillis(random.nextInt(86_400_000));
            assertThat(Timestamps.format(moment.toEpochMilli())).isEqualTo(EXPECTED.format(moment));
        }
    }
}
