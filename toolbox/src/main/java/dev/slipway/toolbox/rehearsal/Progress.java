package dev.slipway.toolbox.rehearsal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Reports steps and their durations; steps may run in parallel. */
public final class Progress {

    private final PrintWriter out;
    private final long began = System.nanoTime();

    /** Prints to this stream. */
    public Progress(PrintWriter out) {
        this.out = out;
    }

    /** Runs a step and reports its duration and its result. */
    <T> T step(String name, Function<T, String> outcome, Callable<T> step) throws Exception {
        var start = System.nanoTime();
        var result = step.call();
        line(name, Duration.ofNanos(System.nanoTime() - start), outcome.apply(result));
        return result;
    }

    void line(String name, Duration took, String outcome) {
        say(String.format(Locale.ROOT, "  %-12s %5.1f s  %s", name, took.toMillis() / 1000.0, outcome));
    }

    synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Reports a problem, with the log lines that show it. */
    synchronized void say(String line, List<String> details) {
        out.println(line);
        details.forEach(detail -> out.println("    | " + detail));
        out.flush();
    }

    /** The time since the start. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
