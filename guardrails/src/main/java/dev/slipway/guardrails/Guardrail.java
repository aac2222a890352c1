package dev.slipway.guardrails;

import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;
import dev.slipway.plan.Secret;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A rule that every stack keeps: a pure function of its plan. */
public abstract class Guardrail {

    private static final int LONGEST_VALUE = 80;

    private final String id;
    private final Severity severity;
    private final String sentence;
    private final String fix;
    private final List<String> controls;

    /**
     * The rule's description.
     *
     * @param sentence what is true if the rule is kept
     * @param fix what to do about a violation, as an imperative without a full stop
     * @param controls the public controls that it covers: of AWS Foundational Security Best Practices ({@code RDS.3}), Checkov
     *     ({@code CKV_AWS_16}) or cdk-nag ({@code EC23}); none for a rule of Slipway's own
     */
    protected Guardrail(Severity severity, String sentence, String fix, String... controls) {
        this.id = getClass().getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        this.severity = severity;
        this.sentence = sentence;
        this.fix = fix;
        this.controls = List.of(controls);
    }

    /** The violations in a plan, one for each resource and value. */
    public abstract Stream<Finding> findings(Plan plan);

    /** The class's name in lower case with hyphens: {@code database-is-encrypted}. */
    public final String id() {
        return id;
    }

    public final Severity severity() {
        return severity;
    }

    public final String sentence() {
        return sentence;
    }

    public final String fix() {
        return fix;
    }

    public final List<String> controls() {
        return controls;
    }

    /** The resources of a type that the program creates, without those that it looks up. */
    public static Stream<PlannedResource> created(Plan plan, String type) {
        return plan.all(type).filter(resource -> resource.kind() == Kind.CUSTOM);
    }

    /** A finding for each resource of a type whose input does not have a value that the rule accepts; a missing input has none. */
    protected final Stream<Finding> each(Plan plan, String type, String input, Predicate<Object> accepts) {
        return each(created(plan, type), input, accepts);
    }

    /** The same for some resources. */
    protected final Stream<Finding> each(Stream<PlannedResource> resources, String input, Predicate<Object> accepts) {
        return resources
                .filter(resource -> resource.value(input).filter(accepts).isEmpty())
                .map(resource -> finding(resource, input));
    }

    /** The finding that an input of a resource has the wrong value. */
    protected final Finding finding(PlannedResource resource, String input) {
        return violation(
                resource,
                resource.value(input)
                        .map(value -> "%s is %s".formatted(input, shown(resource, input, value)))
                        .orElse(input + " is not set"));
    }

    /** The finding that something is wrong with a resource, in words. */
    protected final Finding violation(PlannedResource resource, String what) {
        return new Finding(this, resource.name(), what);
    }

    private static String shown(PlannedResource resource, String input, Object value) {
        if (resource.inputs().get(input) instanceof Secret) {
            return Secret.MASK;
        }
        var text = String.valueOf(value);
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }

    @Override
    public final String toString() {
        return id;
    }
}
