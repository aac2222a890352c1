package dev.slipway.delivery;

import dev.slipway.delivery.Statements.Condition;

/** Conditions on the tags that every resource of an environment carries: they identify its environment if its name does not. */
record EnvironmentTags(EnvironmentArns arns) {

    private static final String RESOURCE = "aws:ResourceTag";
    private static final String REQUEST = "aws:RequestTag";

    /** The resource has this environment's tags. */
    Condition own() {
        return equal(RESOURCE);
    }

    /** The request tags the new resource with this environment's tags. */
    Condition tagged() {
        return equal(REQUEST);
    }

    /** The resource does not belong to another environment: it does not exist yet, or has no tags. */
    Condition nobodyElses() {
        return equalIfExists(RESOURCE);
    }

    /** The request does not set another environment's tags; the provider only sends tags that change. */
    Condition retagged() {
        return equalIfExists(REQUEST);
    }

    private Condition equal(String kind) {
        return Condition.equal(kind + "/project", arns.project())
                .and(Condition.equal(kind + "/environment", arns.environment()));
    }

    private Condition equalIfExists(String kind) {
        return Condition.equalIfExists(kind + "/project", arns.project())
                .and(Condition.equalIfExists(kind + "/environment", arns.environment()));
    }
}
