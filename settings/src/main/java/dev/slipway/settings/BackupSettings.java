package dev.slipway.settings;

import java.util.Optional;

/** The daily backups of database and files in a vault of their own, besides those of RDS and EFS. */
public record BackupSettings(
        @Setting(
                value =
                        "For how many days a locked vault keeps a daily backup of the database and the files. The default is 35 in production; elsewhere there is no vault.",
                min = 7,
                max = 3653,
                example = "90")
        Optional<Integer> days) {}
