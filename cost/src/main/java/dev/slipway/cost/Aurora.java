package dev.slipway.cost;

import dev.slipway.plan.PlannedResource;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** Aurora: the capacity of serverless instances, and the storage of the cluster, which they share. */
final class Aurora implements Pricer {

    private static final String CLUSTER = "aws:rds/cluster:Cluster";
    private static final String INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
    private static final String SERVERLESS = "db.serverless";

    @Override
    public Set<String> types() {
        return Set.of(CLUSTER, INSTANCE);
    }

    @Override
    public void price(Bill bill) {
        bill.all(INSTANCE)
                .filter(instance -> !instance.text("instanceClass").equals(SERVERLESS))
                .forEach(instance -> bill.hours(
                        List.of(instance),
                        "instance " + instance.text("instanceClass"),
                        1,
                        "rds.aurora." + instance.text("instanceClass")));
        bill.all(CLUSTER).forEach(cluster -> {
            var instances = bill.all(INSTANCE)
                    .filter(instance -> instance.text("clusterIdentifier").equals(cluster.text("clusterIdentifier")))
                    .filter(instance -> instance.text("instanceClass").equals(SERVERLESS))
                    .toList();
            if (!instances.isEmpty()) {
                var each = capacity(bill, cluster);
                bill.hours(
                        instances,
                        "capacity of serverless instances",
                        "%d × %s ACU".formatted(instances.size(), Dollars.exact(each)),
                        each.multiply(BigDecimal.valueOf(instances.size())),
                        "rds.aurora.capacity");
            }
            var store = List.of(cluster);
            bill.add(store, "storage of Aurora", "", bill.usage().auroraStorage(), "rds.aurora.storage");
            bill.add(
                    store, "reads and writes of the storage", "", bill.usage().auroraRequests(), "rds.aurora.requests");
            bill.add(
                    store, "backups beyond the storage's size", "", bill.usage().backups(), "rds.aurora.backup");
            if (cluster.flag("manageMasterUserPassword")) {
                bill.add(store, "administrator's secret", "", BigDecimal.ONE, "secrets.secret");
            }
        });
    }

    /** What an instance uses on average, which is never outside the cluster's range. */
    private static BigDecimal capacity(Bill bill, PlannedResource cluster) {
        return bill.usage().auroraCapacity().min(bound(cluster, "maxCapacity")).max(bound(cluster, "minCapacity"));
    }

    private static BigDecimal bound(PlannedResource cluster, String which) {
        return new BigDecimal(cluster.text("serverlessv2ScalingConfiguration." + which));
    }
}
