package dev.slipway.settings.rules;

import dev.slipway.settings.ExceptionSettings;
import dev.slipway.settings.stack.Problem;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An exception from a guardrail ends on a day, or somebody decided that it does not. */
final class Exceptions {

    private Exceptions() {}

    static Stream<Problem> problems(List<ExceptionSettings> exceptions) {
        return IntStream.range(0, exceptions.size())
                .boxed()
                .flatMap(i -> problem("exceptions[" + i + "]", exceptions.get(i)));
    }

    private static Stream<Problem> problem(String path, ExceptionSettings exception) {
        if (exception.until().isPresent() == exception.decidedBy().isPresent()) {
            return Stream.of(new Problem(
                    path,
                    exception.rule(),
                    "has to end, or to name who decided that it does not",
                    "write either until, such as \"2027-03-31\", or decidedBy"));
        }
        if (exception.reason().isBlank()) {
            return Stream.of(new Problem(path + ".reason", "", "is missing", "say why the guardrail is violated"));
        }
        return exception.until().filter(day -> !isDay(day)).stream()
                .map(day -> new Problem(path + ".until", day, "is not a day of the calendar", "write another one"));
    }

    private static boolean isDay(String day) {
        try {
            LocalDate.parse(day);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
