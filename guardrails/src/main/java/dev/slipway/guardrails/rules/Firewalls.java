package dev.slipway.guardrails.rules;

import dev.slipway.plan.PlannedResource;

import java.util.stream.Stream;

/** The web ACLs in a plan. */
final class Firewalls {

    static final String TYPE = "aws:wafv2/webAcl:WebAcl";

    private Firewalls() {}

    /** The rules of a web ACL as texts. */
    static Stream<String> rules(PlannedResource firewall) {
        return firewall.list("rules").stream().map(String::valueOf);
    }
}
