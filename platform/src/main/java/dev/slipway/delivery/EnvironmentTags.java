package dev.slipway.delivery;

import dev.slipway.delivery.Statements.Condition;

/** Conditions on the tags that every resource of an environment carries: they say whose it is where its name does not. */
record EnvironmentTags(EnvironmentArns arns) {

    private static final String RESOURCE = "aws:ResourceTag";
    private static final String REQUEST = "aws:RequestTag";

    /** The resource is tagged as this environment's. */
    Condition own() {
        return equal(RESOURCE);
    }

    /** The request itself tags what it makes as this environment's. */
    Condition tagged() {
        return equal(REQUEST);
    }

    /** The resource is not another's: it does not exist yet, or has no tags. */
    Condition nobodyElses() {
        return equalIfExists(RESOURCE);
    }

    /** The request tags nothing as another's: the provider sends only the tags that change. */
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
