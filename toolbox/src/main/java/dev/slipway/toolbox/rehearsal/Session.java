package dev.slipway.toolbox.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.slipway.EstatePlans;
import dev.slipway.toolbox.rehearsal.SmokeTest.Check;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A rehearsal on the command line, until Ctrl-C or the end of its smoke test. */
public final class Session {

    private static final String HEALTH = "/health";
    private static final int PASSED = 0;
    private static final int FAILED = 1;

    private final PrintWriter out;
    private final Progress progress;
    private final Rehearsal rehearsal;
    private final Set<String> heard;
    private volatile boolean endsAtOnce;

    /**
     * A session of one rehearsal.
     *
     * @param out the stream for results
     * @param notes the stream for progress
     */
    public Session(RehearsalOptions options, EstatePlans plans, PrintWriter out, PrintWriter notes) {
        this.out = out;
        this.progress = new Progress(notes);
        this.rehearsal = new Rehearsal(options, plans, progress);
        this.heard = Interrupts.answer(new Interrupts.Response() {
            @Override
            public void end(int exitCode) {
                progress.say("Stopping: requests in flight finish, tasks get SIGTERM. Ctrl-C again ends at once.");
                rehearsal.close();
                if (!endsAtOnce) {
                    progress.say("Nothing is left behind.");
                }
                Runtime.getRuntime().halt(exitCode);
            }

            @Override
            public void endAtOnce(int exitCode) {
                endsAtOnce = true;
                rehearsal.abandon();
                Runtime.getRuntime().halt(exitCode);
            }
        });
        // For any other orderly end of this process.
        Runtime.getRuntime().addShutdownHook(new Thread(rehearsal::close, "end"));
    }

    /**
     * Starts everything, runs a job, and stops everything.
     *
     * @return 0 if the job succeeds, otherwise 1
     */
    public int run(String job) throws Exception {
        try (rehearsal) {
            start();
            return rehearsal.run(job) == 0 ? PASSED : FAILED;
        }
    }

    /** Runs until Ctrl-C, which ends the process. */
    public void untilInterrupted() throws Exception {
        start();
        RehearsalSummary.of(rehearsal, progress).forEach(out::println);
        RehearsalSummary.notRehearsed(rehearsal.notRehearsed()).forEach(out::println);
        out.println();
        out.println("%s stops everything."
                .formatted(
                        heard.contains("INT")
                                ? "Ctrl-C"
                                // Shells disable Ctrl-C for background processes.
                                : "kill " + ProcessHandle.current().pid()));
        out.flush();
        new CountDownLatch(1).await();
    }

    /**
     * Runs the smoke test and stops everything.
     *
     * @return 0 if all checks pass, otherwise 1
     */
    public int check(boolean json) throws Exception {
        try (rehearsal) {
            start();
            var checks = smokeTest();
            var passed = checks.stream().allMatch(Check::passed);
            if (json) {
                out.println(json(checks, passed));
            } else {
                out.println();
                RehearsalSummary.checks(checks).forEach(out::println);
                out.println();
                RehearsalSummary.notRehearsed(rehearsal.notRehearsed()).forEach(out::println);
                out.println();
                out.println(
                        passed
                                ? "All %d checks passed.".formatted(checks.size())
                                : "%d of %d checks failed."
                                        .formatted(
                                                checks.stream()
                                                        .filter(check -> !check.passed())
                                                        .count(),
                                                checks.size()));
            }
            out.flush();
            return passed ? PASSED : FAILED;
        }
    }

    private List<Check> smokeTest() throws InterruptedException {
        try (var client = new Client(rehearsal.entrance())) {
            return new SmokeTest(rehearsal.entrance(), rehearsal.blueprint(), client, rehearsal::blocked).run();
        }
    }

    private void start() throws Exception {
        try {
            rehearsal.start();
            try (var client = new Client(rehearsal.entrance())) {
                var answer = progress.step(
                        "first answer",
                        response -> "%d for GET %s through the front door".formatted(response.statusCode(), HEALTH),
                        () -> client.send(client.request(HEALTH, false)));
                if (answer.statusCode() != 200) {
                    progress.say("The service is up but not healthy: " + answer.body());
                }
            }
        } catch (Exception e) {
            if (rehearsal.isEnding()) {
                // Ctrl-C arrived during the start, so this failure is a consequence of it.
                new CountDownLatch(1).await();
            }
            rehearsal.close();
            throw e;
        }
    }

    private String json(List<Check> checks, boolean passed) throws JsonProcessingException {
        var report = new LinkedHashMap<String, Object>();
        report.put("stack", rehearsal.blueprint().plan().stack());
        report.put("passed", passed);
        report.put("checks", checks);
        report.put("notRehearsed", rehearsal.notRehearsed());
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report);
    }
}
