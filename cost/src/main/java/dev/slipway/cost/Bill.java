package dev.slipway.cost;

import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Collects the lines of a plan. */
final class Bill {

    private final Plan plan;
    private final Usage usage;
    private final Prices prices;
    private final String region;
    private final Month month;
    private final List<Line> lines = new ArrayList<>();
    private final Set<String> paid = new HashSet<>();

    Bill(Plan plan, Usage usage, Prices prices, String region, Month month) {
        this.plan = plan;
        this.usage = usage;
        this.prices = prices;
        this.region = region;
        this.month = month;
    }

    Usage usage() {
        return usage;
    }

    Month month() {
        return month;
    }

    List<Line> lines() {
        return lines;
    }

    /** The types of the resources in its lines. */
    Set<String> paid() {
        return paid;
    }

    /** The resources of a type that this plan creates. */
    Stream<PlannedResource> all(String type) {
        return plan.all(type).filter(resource -> resource.kind() == Kind.CUSTOM);
    }

    /** The same, by the component that they belong to. */
    Map<String, List<PlannedResource>> byComponent(String type) {
        var groups = new LinkedHashMap<String, List<PlannedResource>>();
        all(type)
                .forEach(resource -> groups.computeIfAbsent(component(resource), _ -> new ArrayList<>())
                        .add(resource));
        return groups;
    }

    /** Adds a number of things that are paid by the hour, all month. */
    void hours(List<PlannedResource> resources, String what, String detail, BigDecimal number, String item) {
        add(resources, what, detail, number.multiply(BigDecimal.valueOf(month.hours())), item);
    }

    /** The same for so many equal things. */
    void hours(List<PlannedResource> resources, String what, long number, String item) {
        hours(resources, what, number + " × " + month.hours() + " hours", BigDecimal.valueOf(number), item);
    }

    /** Adds a quantity of units; none is no line. */
    void add(List<PlannedResource> resources, String what, String detail, BigDecimal quantity, String item) {
        if (!resources.isEmpty() && quantity.signum() != 0) {
            resources.forEach(resource -> paid.add(resource.type()));
            lines.add(new Line(
                    component(resources.getFirst()),
                    resources.stream().map(PlannedResource::name).toList(),
                    what,
                    detail,
                    quantity,
                    item,
                    prices.find(item, region)));
        }
    }

    /** The name of the part of the environment that a resource belongs to, without the environment's own. */
    private String component(PlannedResource resource) {
        var part = resource;
        for (var above = parent(part); above.isPresent() && parent(above.get()).isPresent(); above = parent(part)) {
            part = above.get();
        }
        return plan.shortName(part.name());
    }

    private Optional<PlannedResource> parent(PlannedResource resource) {
        return resource.parent().flatMap(plan::find);
    }
}
