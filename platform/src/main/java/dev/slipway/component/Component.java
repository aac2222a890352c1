package dev.slipway.component;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A part of the estate. Its children are named after it, and those names never change: a renamed child would be a new
 * resource, so it needs an alias.
 */
public abstract class Component extends ComponentResource {

    private final String name;

    protected Component(String type, String name, ComponentResourceOptions options) {
        super(type, name, options);
        this.name = name;
    }

    /** The name of a child: this component's name and the child's own. */
    protected final String named(String child) {
        return name + "-" + child;
    }

    /** Options of a resource that belongs to this component. */
    protected final CustomResourceOptions owned() {
        return CustomResourceOptions.builder().parent(this).build();
    }

    /** Options of a resource that belongs to this component, with additional ones. */
    protected final CustomResourceOptions owned(UnaryOperator<CustomResourceOptions.Builder> more) {
        return more.apply(CustomResourceOptions.builder().parent(this)).build();
    }

    /** Options of a component that is part of this one. */
    protected final ComponentResourceOptions part() {
        return ComponentResourceOptions.builder().parent(this).build();
    }

    /** Marks the component as complete, without outputs. */
    protected final void registerOutputs() {
        registerOutputs(Map.of());
    }

    /** The tag that the AWS console shows as a resource's name. */
    protected final Map<String, String> nameTag(String child) {
        return Map.of("Name", named(child));
    }
}
