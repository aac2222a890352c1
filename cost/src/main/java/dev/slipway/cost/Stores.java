package dev.slipway.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Set;

/**
 * The file system and its backups, S3 buckets and image registries. The usage has one number for all buckets and one for all
 * file systems.
 */
final class Stores implements Pricer {

    private static final String FILES = "aws:efs/fileSystem:FileSystem";
    private static final String BACKUP = "aws:efs/backupPolicy:BackupPolicy";
    private static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    private static final String REGISTRY = "aws:ecr/repository:Repository";

    @Override
    public Set<String> types() {
        return Set.of(FILES, BACKUP, BUCKET, REGISTRY);
    }

    @Override
    public void price(Bill bill) {
        var usage = bill.usage();
        shared(bill, FILES, "files", usage.files(), "files.standard");
        bill.all(FILES)
                .filter(files ->
                        files.value("throughputMode").filter("elastic"::equals).isPresent())
                .forEach(files -> bill.add(
                        List.of(files),
                        "data read and written, by elastic throughput",
                        "not in the usage",
                        BigDecimal.ONE,
                        "files.throughput"));
        bill.all(BACKUP)
                .filter(policy -> policy.value("backupPolicy.status")
                        .filter("ENABLED"::equals)
                        .isPresent())
                .forEach(policy -> bill.add(List.of(policy), "one copy in backups", "", usage.files(), "files.backup"));
        shared(bill, BUCKET, "objects", usage.objects(), "objects.standard");
        shared(bill, REGISTRY, "images", usage.images(), "images.storage");
    }

    /** One number for several stores is divided evenly. */
    private static void shared(Bill bill, String type, String what, BigDecimal all, String item) {
        var stores = bill.all(type).toList();
        stores.forEach(store -> bill.add(
                List.of(store), what, "", all.divide(BigDecimal.valueOf(stores.size()), MathContext.DECIMAL64), item));
    }
}
