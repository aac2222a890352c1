package dev.slipway.data;

import com.pulumi.aws.backup.Plan;
import com.pulumi.aws.backup.PlanArgs;
import com.pulumi.aws.backup.Selection;
import com.pulumi.aws.backup.SelectionArgs;
import com.pulumi.aws.backup.Vault;
import com.pulumi.aws.backup.VaultArgs;
import com.pulumi.aws.backup.VaultLockConfiguration;
import com.pulumi.aws.backup.VaultLockConfigurationArgs;
import com.pulumi.aws.backup.inputs.PlanRuleArgs;
import com.pulumi.aws.backup.inputs.PlanRuleLifecycleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;
import dev.slipway.component.EnvironmentKey;
import dev.slipway.component.ServiceRole;
import dev.slipway.settings.AccountSettings;

import java.util.List;

/**
 * Daily backups of the stores in a locked vault of AWS Backup, so that neither a mistake in the program nor a deleted database
 * takes them along (RDS.26).
 */
public final class Backups extends Component {

    /** The lock refuses to delete a backup earlier, unless somebody with the right to do so removes the lock first. */
    private static final int LOCKED_DAYS = 7;

    /** After the backup window of RDS and its weekly maintenance, in which AWS Backup does not start ("Amazon RDS backups"). */
    private static final String AT_FIVE = "cron(0 5 * * ? *)";

    /**
     * Creates the vault and its plan.
     *
     * @param environment the vault's name
     * @param days for how many days it keeps a backup
     * @param stores the ARNs of the database and the file system
     * @param isProtected whether AWS refuses to delete the vault while it has backups; otherwise they are deleted with it
     */
    public Backups(
            String name,
            String environment,
            int days,
            List<Output<String>> stores,
            EnvironmentKey key,
            AccountSettings account,
            boolean isProtected,
            ComponentResourceOptions options) {
        super("slipway:data:Backups", name, options);
        var vault = new Vault(
                named("vault"),
                VaultArgs.builder()
                        .name(environment)
                        .kmsKeyArn(key.arn())
                        .forceDestroy(!isProtected)
                        .build(),
                owned());
        new VaultLockConfiguration(
                named("vault"),
                VaultLockConfigurationArgs.builder()
                        .backupVaultName(vault.name())
                        .minRetentionDays(LOCKED_DAYS)
                        .build(),
                owned());
        var plan = new Plan(
                named("daily"),
                PlanArgs.builder()
                        .name(environment)
                        .rules(PlanRuleArgs.builder()
                                .ruleName("daily")
                                .targetVaultName(vault.name())
                                .schedule(AT_FIVE)
                                .lifecycle(PlanRuleLifecycleArgs.builder()
                                        .deleteAfter(days)
                                        .build())
                                .build())
                        .build(),
                owned());
        var role = new ServiceRole(named("role"), environment + "-backups", "backup.amazonaws.com", part())
                .allow(
                        "back-up",
                        Output.tuple(Output.all(stores), key.arn())
                                .applyValue(arns -> backUp(arns.t1, arns.t2, environment, account)));
        new Selection(
                named("stores"),
                SelectionArgs.builder()
                        .name(environment)
                        .planId(plan.id())
                        .iamRoleArn(role.arn())
                        .resources(Output.all(stores))
                        .build(),
                owned());
        registerOutputs();
    }

    /** The parts of AWSBackupServiceRolePolicyForBackup for RDS and EFS, for the stores of this environment. */
    private static String backUp(List<String> stores, String key, String environment, AccountSettings account) {
        var kind = stores.stream().anyMatch(store -> store.contains(":cluster:")) ? "DBCluster" : "DB";
        var snapshots = "arn:aws:rds:%s:%s:%s:awsbackup:*"
                .formatted(account.region(), account.id(), kind.equals("DB") ? "snapshot" : "cluster-snapshot");
        return ServiceRole.policy(
                // "Actions defined by Amazon Resource Group Tagging API": this action has no resources.
                find -> find.addAction("tag:GetResources").addResource("*"),
                copy -> {
                    copy.addAction("elasticfilesystem:Backup")
                            .addAction("elasticfilesystem:DescribeTags")
                            .addAction("rds:AddTagsToResource")
                            .addAction("rds:Create%sSnapshot".formatted(kind))
                            .addAction("rds:Describe%s".formatted(kind.equals("DB") ? "DBInstances" : "DBClusters"))
                            .addAction("rds:Describe%sSnapshots".formatted(kind))
                            .addAction("rds:ListTagsForResource")
                            .addResource(snapshots);
                    stores.forEach(copy::addResource);
                },
                expire -> expire.addAction("rds:Delete%sSnapshot".formatted(kind))
                        .addAction("rds:Modify%sSnapshotAttribute".formatted(kind))
                        .addResource(snapshots),
                keep -> keep.addAction("backup:CopyIntoBackupVault")
                        .addAction("backup:DescribeBackupVault")
                        .addResource("arn:aws:backup:%s:%s:backup-vault:%s"
                                .formatted(account.region(), account.id(), environment)),
                encrypt -> encrypt.addAction("kms:CreateGrant")
                        .addAction("kms:Decrypt")
                        .addAction("kms:DescribeKey")
                        .addAction("kms:GenerateDataKey")
                        .addResource(key));
    }
}
