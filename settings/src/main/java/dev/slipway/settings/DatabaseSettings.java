package dev.slipway.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The PostgreSQL database. */
public record DatabaseSettings(
        @Setting(value = "The major version of PostgreSQL.", defaultValue = "18", min = 15, max = 18)
        int version,

        @Setting(
                value =
                        "The engine: postgres is an instance of RDS for PostgreSQL, aurora-serverless a cluster of Aurora PostgreSQL whose capacity follows the load.",
                defaultValue = "postgres")
        Engine engine,

        @Setting(
                value =
                        "The capacity of each instance of aurora-serverless without load, in Aurora capacity units (ACU): one has 2 GiB of memory.",
                defaultValue = "0.5",
                pattern = "(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])(\\.[05])?|256(\\.0)?",
                form = "a multiple of 0.5 from 0 to 256")
        double minimumCapacity,

        @Setting(
                value = "The capacity that each instance of aurora-serverless may grow to, in ACU.",
                defaultValue = "4",
                pattern = "([1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])(\\.[05])?|256(\\.0)?",
                form = "a multiple of 0.5 from 1 to 256")
        double maximumCapacity,

        @Setting(
                value = "The class of the instance.",
                defaultValue = "db.t4g.micro",
                pattern = "db\\.[a-z0-9]+\\.[a-z0-9]+",
                form = "a class such as db.t4g.micro",
                suggestion = Suggestion.INSTANCE_CLASS)
        String instanceClass,

        @Setting(value = "The initial storage, in GiB.", defaultValue = "20", min = 20, max = 65_536)
        int storage,

        @Setting(
                value = "The storage that it may grow to automatically, in GiB.",
                defaultValue = "100",
                min = 20,
                max = 65_536)
        int maximumStorage,

        @Setting(
                value = "The type of its storage: gp3, or io2 for a guaranteed latency and rate.",
                defaultValue = "gp3")
        StorageType storageType,

        @Setting(
                value = "The input/output operations per second that io2 guarantees.",
                min = 1000,
                max = 256_000,
                example = "3000")
        Optional<Integer> iops,

        @Setting(value = "Whether a standby in a second zone takes over when the first fails.", defaultValue = "false")
        boolean multiAz,

        @Setting(
                value = "For how many days backups allow a restore to any point in time.",
                defaultValue = "7",
                min = 1,
                max = 35)
        int backupDays,

        @Setting(
                value = "Extensions of PostgreSQL that migrate creates before the migrations.",
                defaultValue = "[]",
                example = "[pg_trgm, vector]",
                pattern = "[a-z][a-z0-9_-]{0,62}",
                form = "an extension's name such as pg_trgm")
        List<String> extensions,

        @Setting(
                value =
                        "Parameters of PostgreSQL; those that PostgreSQL reads only at its start apply at the next restart.",
                defaultValue = "{}",
                example = "{work_mem: \"16384\"}",
                pattern = "[a-z][a-z0-9_.]{0,254}",
                form = "a parameter's name such as work_mem")
        Map<String, String> parameters,

        @Setting(
                value =
                        "Whether it has a read replica, which the services find at DATABASE_READER_HOST. With the engine postgres, the environment then keeps the administrator's password instead of RDS, which does not rotate it.",
                defaultValue = "false")
        boolean readReplica,

        @Setting(
                value =
                        "The snapshot that a new database starts from, whose administrator must be named administrator; it has no effect on one that exists.",
                example = "acme-orders-2026-11-01",
                pattern = "[A-Za-z0-9:_-]{1,255}",
                form = "a snapshot's name or ARN")
        Optional<String> snapshot) {

    /** What runs the database. */
    public enum Engine {
        POSTGRES,
        AURORA_SERVERLESS
    }

    /** Whether it is a cluster of Aurora Serverless v2. */
    public boolean isAurora() {
        return engine == Engine.AURORA_SERVERLESS;
    }

    /** The storage types of RDS that do not depend on the size for their speed. */
    public enum StorageType {
        GP3,
        IO2
    }
}
