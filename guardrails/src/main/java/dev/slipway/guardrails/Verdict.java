package dev.slipway.guardrails;

import dev.slipway.guardrails.rules.Rules;
import dev.slipway.plan.Plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the rules say about a plan.
 *
 * @param violations the findings that nothing allows, the most severe first
 * @param exempted the findings that an exemption allows
 * @param mistakes the exemptions that are wrong
 */
public record Verdict(List<Finding> violations, List<Exempted> exempted, List<Mistake> mistakes) {

    /** A finding, and the exemption that allows it. */
    public record Exempted(Finding finding, Exemption exemption) {}

    /**
     * A wrong exemption.
     *
     * @param index its place in the list, from 0
     * @param what what is wrong, as a predicate
     */
    public record Mistake(int index, String what, String fix) {}

    /**
     * Judges a plan by all rules.
     *
     * @param today the day on which exemptions must not be expired
     */
    public static Verdict of(Plan plan, List<Exemption> exemptions, LocalDate today) {
        var findings = Rules.all().stream()
                .flatMap(rule -> rule.findings(plan))
                .distinct()
                .toList();
        var valid = exemptions.stream().filter(each -> !each.isExpired(today)).toList();
        var violations = new ArrayList<Finding>();
        var exempted = new ArrayList<Exempted>();
        for (var finding : findings) {
            valid.stream()
                    .filter(each -> each.covers(finding))
                    .findFirst()
                    .ifPresentOrElse(each -> exempted.add(new Exempted(finding, each)), () -> violations.add(finding));
        }
        violations.sort(Comparator.comparing(finding -> finding.rule().severity()));
        var mistakes = IntStream.range(0, exemptions.size())
                .boxed()
                .flatMap(index -> mistake(index, exemptions.get(index), findings, today))
                .toList();
        return new Verdict(List.copyOf(violations), List.copyOf(exempted), mistakes);
    }

    private static Stream<Mistake> mistake(int index, Exemption exemption, List<Finding> findings, LocalDate today) {
        if (Rules.all().stream().noneMatch(rule -> rule.id().equals(exemption.rule()))) {
            return Stream.of(new Mistake(
                    index,
                    "names the rule %s, which does not exist".formatted(exemption.rule()),
                    "docs/guardrails.md lists the rules"));
        }
        if (exemption.isExpired(today)) {
            return Stream.of(new Mistake(
                    index,
                    "ended on %s".formatted(exemption.until().orElseThrow()),
                    "keep the rule %s, and delete the exception".formatted(exemption.rule())));
        }
        if (findings.stream().noneMatch(exemption::covers)) {
            return Stream.of(new Mistake(
                    index,
                    "is not used: %s does not violate %s".formatted(exemption.resource(), exemption.rule()),
                    "delete it"));
        }
        return Stream.empty();
    }

    /** Whether nothing has to be fixed. */
    public boolean isClean() {
        return violations.isEmpty() && mistakes.isEmpty();
    }

    /**
     * What has to be fixed, each with the resource, the value and the fix; empty if nothing does.
     *
     * @param file the name of the stack's file
     */
    public String text(String file) {
        return Stream.concat(
                        violations.stream().map(Verdict::text),
                        mistakes.stream()
                                .map(mistake -> "  exceptions[%d]%n    It %s.%n    -> %s%n"
                                        .formatted(mistake.index(), mistake.what(), mistake.fix())))
                .collect(Collectors.joining("", heading(file), ""));
    }

    private String heading(String file) {
        if (isClean()) {
            return "";
        }
        var count = violations.size() + mistakes.size();
        return "%s: %d guardrail%s%n".formatted(file, count, count == 1 ? " is violated" : "s are violated");
    }

    private static String text(Finding finding) {
        var rule = finding.rule();
        return "  %s%n    %s.%n    %s (%s, %s)%n    -> %s%n"
                .formatted(
                        finding.resource(),
                        finding.what(),
                        rule.sentence(),
                        rule.id(),
                        rule.severity().name().toLowerCase(Locale.ROOT),
                        rule.fix());
    }
}
