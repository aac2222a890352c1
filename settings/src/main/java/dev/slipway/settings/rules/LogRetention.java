package dev.slipway.settings.rules;

import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The retention periods, in days, that CloudWatch Logs allows.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">PutRetentionPolicy</a>
 */
final class LogRetention {

    private static final List<Integer> DAYS = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private LogRetention() {}

    static Stream<Problem> problems(int days) {
        if (DAYS.contains(days)) {
            return Stream.empty();
        }
        var longer = DAYS.stream().filter(allowed -> allowed > days).findFirst().orElse(DAYS.getLast());
        return Stream.of(new Problem(
                "observability.logDays",
                "" + days,
                "is not a number of days that CloudWatch allows",
                "write " + longer));
    }

    static String table() {
        return DAYS.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
