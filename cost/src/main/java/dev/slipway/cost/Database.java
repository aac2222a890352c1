package dev.slipway.cost;

import dev.slipway.plan.PlannedResource;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * RDS instances and their storage, at the size that it begins with. A standby is in the price; a read replica is an instance of
 * its own with the same storage.
 */
final class Database implements Pricer {

    private static final String INSTANCE = "aws:rds/instance:Instance";

    @Override
    public Set<String> types() {
        return Set.of(INSTANCE);
    }

    @Override
    public void price(Bill bill) {
        bill.all(INSTANCE).forEach(instance -> {
            var standby = instance.flag("multiAz") ? ".standby" : "";
            var kind = (source(bill, instance).isPresent() ? "read replica " : "instance ")
                    + instance.text("instanceClass")
                    + (standby.isEmpty() ? "" : " and its standby");
            bill.hours(List.of(instance), kind, 1, "rds." + instance.text("instanceClass") + standby);
            storage(bill, instance, standby);
        });
        bill.all(INSTANCE)
                .filter(instance -> source(bill, instance).isEmpty())
                .findFirst()
                .ifPresent(instance -> bill.add(
                        List.of(instance),
                        "backups beyond the storage's size",
                        "",
                        bill.usage().backups(),
                        "rds.backup"));
        bill.all(INSTANCE)
                .filter(instance -> instance.flag("manageMasterUserPassword"))
                .forEach(instance ->
                        bill.add(List.of(instance), "administrator's secret", "", BigDecimal.ONE, "secrets.secret"));
    }

    private static void storage(Bill bill, PlannedResource instance, String standby) {
        var type = instance.text("storageType");
        var sized = source(bill, instance).orElse(instance);
        bill.add(
                List.of(instance),
                type + " storage",
                "",
                BigDecimal.valueOf(sized.number("allocatedStorage")),
                "rds." + type + standby);
        if (instance.has("iops")) {
            bill.add(
                    List.of(instance),
                    type + " operations per second",
                    "",
                    BigDecimal.valueOf(instance.number("iops")),
                    "rds." + type + ".iops" + standby);
        }
    }

    /** The instance that a read replica copies. */
    private static Optional<PlannedResource> source(Bill bill, PlannedResource instance) {
        return instance.value("replicateSourceDb")
                .flatMap(copied -> bill.all(INSTANCE)
                        .filter(each ->
                                each.value("identifier").filter(copied::equals).isPresent())
                        .findFirst());
    }
}
