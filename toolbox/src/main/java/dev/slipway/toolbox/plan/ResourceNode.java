package dev.slipway.toolbox.plan;

import dev.slipway.plan.Kind;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A resource of a plan as it is shown, with the resources that belong to it. Secrets are masked.
 *
 * @param fullName its name in the program
 * @param name without its component's name, with which it begins
 * @param kind such as {@code ec2 Subnet}
 * @param summary the inputs that matter; empty for a component
 * @param marks such as {@code protected}
 * @param component whether it only groups others
 * @param minor whether it only connects two others
 */
public record ResourceNode(
        String fullName,
        String name,
        String kind,
        String summary,
        List<String> marks,
        boolean component,
        boolean minor,
        List<ResourceNode> children) {

    /** The resources at the top of a plan. */
    public static List<ResourceNode> of(Plan plan) {
        var children = new HashMap<String, List<PlannedResource>>();
        for (var resource : plan.resources()) {
            children.computeIfAbsent(resource.parent().orElse(""), _ -> new ArrayList<>())
                    .add(resource);
        }
        return below("", "", children, new ResourceSummary(new References(plan)::name));
    }

    /** The number of resources in it that are not components, and itself if it is none. */
    public long count() {
        return (component ? 0 : 1)
                + children.stream().mapToLong(ResourceNode::count).sum();
    }

    private static List<ResourceNode> below(
            String urn, String above, Map<String, List<PlannedResource>> children, ResourceSummary summaries) {
        return children.getOrDefault(urn, List.of()).stream()
                .map(resource -> {
                    var own = below(resource.urn(), resource.name(), children, summaries);
                    var component = resource.kind() == Kind.COMPONENT;
                    return new ResourceNode(
                            resource.name(),
                            shortName(resource, above),
                            kind(resource),
                            component ? "" : summaries.of(resource),
                            component ? List.of() : marks(resource),
                            component,
                            own.isEmpty() && ResourceSummary.links(resource),
                            own);
                })
                .toList();
    }

    private static String shortName(PlannedResource resource, String above) {
        return resource.name().startsWith(above + "-")
                ? resource.name().substring(above.length() + 1)
                : resource.name();
    }

    private static List<String> marks(PlannedResource resource) {
        var marks = new ArrayList<String>();
        if (resource.kind() == Kind.READ) {
            marks.add("looked up");
        }
        if (resource.options().protect()) {
            marks.add("protected");
        }
        if (resource.options().retainOnDelete()) {
            marks.add("kept on destroy");
        }
        return marks;
    }

    /** {@code ec2 Subnet} for {@code aws:ec2/subnet:Subnet}. */
    static String kind(PlannedResource resource) {
        var type = resource.type();
        var last = type.substring(type.lastIndexOf(':') + 1);
        if (type.startsWith("aws:")) {
            return type.substring(4, type.indexOf('/')) + " " + last;
        }
        return type.startsWith("pulumi:providers:") ? "provider " + last : last;
    }
}
