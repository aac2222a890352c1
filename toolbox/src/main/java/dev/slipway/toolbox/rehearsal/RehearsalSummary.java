package dev.slipway.toolbox.rehearsal;

import dev.slipway.toolbox.rehearsal.tasks.Task;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The summary of a running rehearsal. */
final class RehearsalSummary {

    private static final int WIDTH = 24;

    private RehearsalSummary() {}

    static List<String> of(Rehearsal rehearsal, Progress progress) {
        var entrance = rehearsal.entrance();
        var blueprint = rehearsal.blueprint();
        var database = rehearsal.database();
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%s is up on this machine after %.1f s.",
                blueprint.plan().stack(),
                progress.elapsed().toMillis() / 1000.0));
        lines.add("");
        lines.add(row("URL", entrance.url() + "  (certificate for " + String.join(", ", blueprint.domains()) + ")"));
        entrance.httpPort()
                .ifPresent(port ->
                        lines.add(row("", "http://" + entrance.host() + ":" + port + "  (the plan's port 80)")));
        entrance.apiKey().ifPresent(key -> lines.add(row("API key", key)));
        for (var service : blueprint.services()) {
            for (var task : rehearsal.tasks(service)) {
                lines.add(
                        row("Task " + task.id(), "%s  (%s)".formatted(describe(task), service.name(blueprint.plan()))));
            }
        }
        blueprint
                .database()
                .ifPresent(access -> lines.add(row(
                        "Database",
                        "postgresql://postgres@127.0.0.1:%d/%s  (superuser, no password; process %s)"
                                .formatted(
                                        database.port(),
                                        access.name(),
                                        database.pid().isPresent()
                                                ? database.pid().getAsLong()
                                                : "-"))));
        for (var queue : blueprint.queues()) {
            lines.add(row("Queue", rehearsal.local().queueUrl(queue.text("name"))));
        }
        for (var bucket : blueprint.buckets()) {
            lines.add(row(
                    "Bucket",
                    rehearsal.local().bucketUrl() + "/" + bucket + "  ("
                            + rehearsal.folder().resolve("buckets").resolve(bucket) + ")"));
        }
        lines.add(row("Files", rehearsal.folder().resolve("volumes").toString()));
        lines.add(row("Logs", rehearsal.logs().toString()));
        lines.add("");
        lines.add(entrance.curl("/health", false));
        lines.add(entrance.curl(
                SampleOrder.PATH, true, "-H 'Content-Type: application/json'", "-d '" + SampleOrder.JSON + "'"));
        lines.add(entrance.curl(SampleOrder.PATH, true));
        blueprint.queues().stream()
                .filter(queue -> blueprint.redrive(queue).isPresent())
                .forEach(queue -> lines.add(("curl -H 'Content-Type: application/x-amz-json-1.0' -H 'X-Amz-Target:"
                                + " AmazonSQS.SendMessage' %s -d '{\"QueueUrl\": \"%s\", \"MessageBody\": \"hello\"}'")
                        .formatted(
                                rehearsal.local().variables(blueprint).get("AWS_ENDPOINT_URL_SQS"),
                                rehearsal.local().queueUrl(queue.text("name")))));
        blueprint.services().stream()
                .flatMap(service -> rehearsal.tasks(service).stream())
                .flatMapToLong(task -> task.pid().stream())
                .limit(1)
                .forEach(pid -> lines.add("kill -9 " + pid + "    # kill a task: another one replaces it"));
        blueprint
                .database()
                .map(_ -> database.pid())
                .orElse(OptionalLong.empty())
                .ifPresent(pid -> lines.add(
                        "kill -INT " + pid + "  # stop the database for %d s".formatted(Database.OUTAGE.toSeconds())));
        lines.add("");
        return lines;
    }

    /** The list of parts that are not rehearsed, as lines. */
    static List<String> notRehearsed(List<NotRehearsed> items) {
        return Stream.concat(
                        Stream.of("Not rehearsed:"),
                        items.stream().map(item -> row("  " + item.what(), item.instead())))
                .toList();
    }

    private static String describe(Task task) {
        var process = "process " + (task.pid().isPresent() ? task.pid().getAsLong() : "-");
        return task.serves()
                ? "http://127.0.0.1:%d, metrics http://127.0.0.1:%d/metrics, %s"
                        .formatted(task.port(), task.metricsPort(), process)
                : process;
    }

    private static String row(String name, String value) {
        return String.format(Locale.ROOT, "%-" + WIDTH + "s %s", name, value);
    }

    /** The results of a smoke test, as a table. */
    static List<String> checks(List<SmokeTest.Check> checks) {
        var widest =
                checks.stream().mapToInt(check -> check.what().length()).max().orElse(0);
        return checks.stream()
                .map(check -> String.format(
                        Locale.ROOT,
                        "  %-4s %-" + widest + "s  %s",
                        check.passed() ? "ok" : "FAIL",
                        check.what(),
                        check.passed() ? check.seen() : check.seen() + "  instead of " + check.expected()))
                .collect(Collectors.toList());
    }
}
