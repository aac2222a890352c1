package dev.slipway.delivery;

import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

import java.util.List;

/** Builders for policy statements. */
final class Statements {

    private Statements() {}

    static IamStatement allow(List<String> resources, String... actions) {
        return statement(IamEffect.ALLOW, resources, actions).build();
    }

    static IamStatement deny(List<String> resources, String... actions) {
        return statement(IamEffect.DENY, resources, actions).build();
    }

    static IamStatement allow(Condition condition, List<String> resources, String... actions) {
        var statement = statement(IamEffect.ALLOW, resources, actions);
        condition.addTo(statement);
        return statement.build();
    }

    private static IamStatement.Builder statement(IamEffect effect, List<String> resources, String... actions) {
        var statement = IamStatement.builder().effect(effect);
        resources.forEach(statement::addResource);
        for (var action : actions) {
            statement.addAction(action);
        }
        return statement;
    }

    /** A condition of a policy statement. */
    @FunctionalInterface
    interface Condition {

        void addTo(IamStatement.Builder statement);

        default Condition and(Condition other) {
            return statement -> {
                addTo(statement);
                other.addTo(statement);
            };
        }

        static Condition equal(String key, List<String> values) {
            return statement -> statement.addConditions(IamConditionOperator.STRING_EQUALS, key, values);
        }

        static Condition equal(String key, String value) {
            return equal(key, List.of(value));
        }

        /** The condition also holds if the request does not have the key. */
        static Condition equalIfExists(String key, String value) {
            return statement ->
                    statement.addCondition(IamConditionOperator.STRING_EQUALS.addSuffix("IfExists"), key, value);
        }

        /** All of the request's values are in this list. */
        static Condition all(String key, List<String> values) {
            return statement ->
                    statement.addConditions(IamConditionOperator.STRING_EQUALS.addPrefix("ForAllValues:"), key, values);
        }

        /** At least one of the request's values is in this list. */
        static Condition any(String key, List<String> values) {
            return statement ->
                    statement.addConditions(IamConditionOperator.STRING_EQUALS.addPrefix("ForAnyValue:"), key, values);
        }

        static Condition absent(String key) {
            return statement -> statement.addCondition(IamConditionOperator.NULL, key, "true");
        }
    }
}
