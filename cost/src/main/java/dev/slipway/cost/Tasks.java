package dev.slipway.cost;

import dev.slipway.plan.PlannedResource;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fargate tasks: those of services run all month, those of jobs for the hours of the usage. A service has as many tasks as the
 * average number of requests needs, but not fewer than its minimum or more than its maximum.
 */
final class Tasks implements Pricer {

    private static final String SERVICE = "aws:ecs/service:Service";
    private static final String DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
    private static final String TARGET = "aws:appautoscaling/target:Target";
    private static final String POLICY = "aws:appautoscaling/policy:Policy";
    private static final String TRACKING = "targetTrackingScalingPolicyConfiguration.";
    private static final String SPOT = "FARGATE_SPOT";
    private static final BigDecimal UNITS = BigDecimal.valueOf(1024);
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);

    @Override
    public Set<String> types() {
        return Set.of(SERVICE, DEFINITION, TARGET, POLICY);
    }

    @Override
    public void price(Bill bill) {
        var ofServices = new HashSet<String>();
        bill.all(SERVICE).forEach(service -> {
            var arn = service.text("taskDefinition");
            ofServices.add(arn);
            bill.all(DEFINITION)
                    .filter(each -> each.value("arn").filter(arn::equals).isPresent())
                    .findFirst()
                    .ifPresent(definition -> service(bill, service, definition));
        });
        bill.all(DEFINITION)
                .filter(definition -> !ofServices.contains(definition.text("arn")))
                .forEach(job -> size(
                        bill,
                        job,
                        job,
                        "",
                        bill.usage().jobHours(),
                        bill.usage().jobHours() + " hours"));
    }

    private static void service(Bill bill, PlannedResource service, PlannedResource definition) {
        var tasks = tasks(bill, service);
        var spot = tasks.subtract(regular(service, tasks));
        var hours = BigDecimal.valueOf(bill.month().hours());
        size(bill, service, definition, "", tasks.subtract(spot).multiply(hours), text(tasks.subtract(spot)));
        size(bill, service, definition, "spot.", spot.multiply(hours), text(spot));
    }

    private static void size(
            Bill bill, PlannedResource owner, PlannedResource definition, String spot, BigDecimal hours, String times) {
        var arm = definition
                .value("runtimePlatform.cpuArchitecture")
                .filter("ARM64"::equals)
                .isPresent();
        var processor = (spot.isEmpty() ? "" : "Spot ") + (arm ? "ARM" : "x86");
        var item = "fargate." + (arm ? "arm." : "x86.") + spot;
        var cpu = ofUnits(definition, "cpu");
        var memory = ofUnits(definition, "memory");
        bill.add(
                List.of(owner),
                processor + " processors",
                "%s × %s vCPU".formatted(times, text(cpu)),
                cpu.multiply(hours),
                item + "vcpu");
        bill.add(
                List.of(owner),
                processor + " memory",
                "%s × %s GB".formatted(times, text(memory)),
                memory.multiply(hours),
                item + "memory");
    }

    private static BigDecimal ofUnits(PlannedResource definition, String input) {
        return BigDecimal.valueOf(definition.number(input)).divide(UNITS, MathContext.DECIMAL64);
    }

    private static BigDecimal tasks(Bill bill, PlannedResource service) {
        var id = "/" + service.text("name");
        var target = bill.all(TARGET)
                .filter(each -> each.text("resourceId").endsWith(id))
                .findFirst();
        if (target.isEmpty()) {
            return BigDecimal.valueOf(service.value("desiredCount").isPresent() ? service.number("desiredCount") : 1);
        }
        var needed = requestsPerTask(bill, target.get().text("resourceId"))
                .map(each -> bill.usage()
                        .requests()
                        .divide(each.multiply(MINUTES), MathContext.DECIMAL64)
                        .divide(BigDecimal.valueOf(bill.month().hours()), MathContext.DECIMAL64)
                        .setScale(0, RoundingMode.CEILING))
                .orElse(BigDecimal.ZERO);
        return needed.max(BigDecimal.valueOf(target.get().number("minCapacity")))
                .min(BigDecimal.valueOf(target.get().number("maxCapacity")));
    }

    /** How many of the environment's requests per minute one task gets: services share them evenly. */
    private static Optional<BigDecimal> requestsPerTask(Bill bill, String resource) {
        var policies = bill.all(POLICY)
                .filter(policy -> policy.value(TRACKING + "predefinedMetricSpecification.predefinedMetricType")
                        .filter("ALBRequestCountPerTarget"::equals)
                        .isPresent())
                .toList();
        return policies.stream()
                .filter(policy -> policy.text("resourceId").equals(resource))
                .findFirst()
                .map(policy -> new BigDecimal(policy.text(TRACKING + "targetValue"))
                        .multiply(BigDecimal.valueOf(policies.size())));
    }

    /** The tasks that run on regular Fargate: the base, and their share of the others by weight. */
    private static BigDecimal regular(PlannedResource service, BigDecimal tasks) {
        var strategies = service.list("capacityProviderStrategies").stream()
                .map(strategy -> (Map<?, ?>) strategy)
                .toList();
        var spotWeight = sum(strategies, "weight", true);
        if (spotWeight.signum() == 0) {
            return tasks;
        }
        var base = sum(strategies, "base", false).min(tasks);
        var weight = sum(strategies, "weight", false);
        return tasks.subtract(base)
                .multiply(weight)
                .divide(weight.add(spotWeight), MathContext.DECIMAL64)
                .add(base);
    }

    private static BigDecimal sum(List<? extends Map<?, ?>> strategies, String key, boolean spot) {
        return strategies.stream()
                .filter(strategy -> SPOT.equals(strategy.get("capacityProvider")) == spot)
                .map(strategy -> strategy.get(key) instanceof Number number
                        ? BigDecimal.valueOf(number.longValue())
                        : BigDecimal.ZERO)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String text(BigDecimal number) {
        return Dollars.exact(number);
    }
}
