package dev.slipway.plan;

import java.util.Optional;

/** Names resources as the engine does: {@code urn:pulumi:<stack>::<project>::<parents' types>$<type>::<name>}. */
record Urns(String project, String stack) {

    static final String STACK_TYPE = "pulumi:pulumi:Stack";

    /** The stack's own URN, which the engine omits in the URNs of its direct children. */
    String root() {
        return of(Optional.empty(), STACK_TYPE, project + "-" + stack);
    }

    String of(Optional<String> parent, String type, String name) {
        var above = parent.map(urn -> urn.split("::", 4)[2] + "$").orElse("");
        return "urn:pulumi:%s::%s::%s%s::%s".formatted(stack, project, above, type, name);
    }

    /** The parent's URN as a request carries it; empty at the top. */
    Optional<String> parent(String urn) {
        return Optional.of(urn).filter(parent -> !parent.isEmpty() && !parent.equals(root()));
    }
}
