package dev.slipway.guardrails.rules;

import dev.slipway.guardrails.Guardrail;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlannedResource;

import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The databases in a plan. */
final class Databases {

    private Databases() {}

    /** The instances that have data of their own, without read replicas, and the clusters. */
    static Stream<PlannedResource> primaries(Plan plan) {
        return stores(plan)
                .filter(database -> database.value("replicateSourceDb").isEmpty());
    }

    /** What has storage: instances and clusters. */
    static Stream<PlannedResource> stores(Plan plan) {
        return Stream.of(Types.DATABASE, Types.DATABASE_CLUSTER).flatMap(type -> Guardrail.created(plan, type));
    }

    /** What runs: instances, also those of clusters. */
    static Stream<PlannedResource> instances(Plan plan) {
        return Stream.of(Types.DATABASE, Types.CLUSTER_INSTANCE).flatMap(type -> Guardrail.created(plan, type));
    }

    static boolean isCluster(PlannedResource database) {
        return database.type().equals(Types.DATABASE_CLUSTER);
    }

    static String identifier(PlannedResource database) {
        return database.text(isCluster(database) ? "clusterIdentifier" : "identifier");
    }

    /** The instances of a cluster. */
    static Stream<PlannedResource> instancesOf(Plan plan, PlannedResource cluster) {
        return Guardrail.created(plan, Types.CLUSTER_INSTANCE)
                .filter(instance -> instance.text("clusterIdentifier").equals(identifier(cluster)));
    }

    /** The parameter groups of databases as a whole: those of instances of Aurora have only some parameters. */
    static Stream<PlannedResource> parametersOfDatabases(Plan plan) {
        return Stream.concat(
                Guardrail.created(plan, Types.PARAMETER_GROUP)
                        .filter(group -> !group.text("family").startsWith("aurora")),
                Guardrail.created(plan, Types.CLUSTER_PARAMETERS));
    }

    /** The parameter groups that do not set a parameter to a value that a rule accepts. */
    static Stream<PlannedResource> without(
            Stream<PlannedResource> groups, String parameter, Predicate<Object> accepts) {
        return groups.filter(group -> group.list("parameters").stream()
                .noneMatch(each -> each instanceof Map<?, ?> map
                        && parameter.equals(map.get("name"))
                        && accepts.test(map.get("value"))));
    }
}
