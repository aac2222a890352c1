package dev.slipway.data;

import com.pulumi.aws.efs.AccessPoint;
import com.pulumi.aws.efs.AccessPointArgs;
import com.pulumi.aws.efs.BackupPolicy;
import com.pulumi.aws.efs.BackupPolicyArgs;
import com.pulumi.aws.efs.FileSystem;
import com.pulumi.aws.efs.FileSystemArgs;
import com.pulumi.aws.efs.FileSystemPolicy;
import com.pulumi.aws.efs.FileSystemPolicyArgs;
import com.pulumi.aws.efs.MountTarget;
import com.pulumi.aws.efs.MountTargetArgs;
import com.pulumi.aws.efs.inputs.AccessPointPosixUserArgs;
import com.pulumi.aws.efs.inputs.AccessPointRootDirectoryArgs;
import com.pulumi.aws.efs.inputs.AccessPointRootDirectoryCreationInfoArgs;
import com.pulumi.aws.efs.inputs.BackupPolicyBackupPolicyArgs;
import com.pulumi.aws.efs.inputs.FileSystemLifecyclePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.component.Component;
import dev.slipway.component.TlsOnly;
import dev.slipway.network.Network;
import dev.slipway.network.SecurityGroup;
import dev.slipway.settings.FilesSettings;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

import java.util.ArrayList;
import java.util.List;

/** The file system that all tasks share: encrypted, and reachable only by tasks, over TLS, through one access point. */
public final class FileStore extends Component {

    public static final int PORT = 2049;

    private final SecurityGroup group;
    private final FileSystem files;
    private final AccessPoint accessPoint;
    private final List<Resource> mounts = new ArrayList<>();

    /**
     * Creates the file system.
     *
     * @param isProtected whether it is protected from deletion
     * @param owner the id of the user and group that tasks run as; they own the files
     */
    public FileStore(
            String name,
            FilesSettings settings,
            boolean isProtected,
            Network network,
            int owner,
            ComponentResourceOptions options) {
        super("slipway:data:FileStore", name, options);
        group = new SecurityGroup(named("files"), "files", "The file system", network.vpcId(), part());
        files = new FileSystem(
                named("files"),
                FileSystemArgs.builder()
                        .encrypted(true)
                        .throughputMode(
                                switch (settings.throughput()) {
                                    case BURSTING -> "bursting";
                                    case ELASTIC -> "elastic";
                                })
                        .lifecyclePolicies(
                                FileSystemLifecyclePolicyArgs.builder()
                                        .transitionToIa("AFTER_30_DAYS")
                                        .build(),
                                FileSystemLifecyclePolicyArgs.builder()
                                        .transitionToPrimaryStorageClass("AFTER_1_ACCESS")
                                        .build())
                        .tags(nameTag("files"))
                        .build(),
                owned(more -> more.protect(isProtected)));
        new BackupPolicy(
                named("files"),
                BackupPolicyArgs.builder()
                        .fileSystemId(files.id())
                        .backupPolicy(BackupPolicyBackupPolicyArgs.builder()
                                .status(settings.backup() ? "ENABLED" : "DISABLED")
                                .build())
                        .build(),
                owned());
        new FileSystemPolicy(
                named("files"),
                FileSystemPolicyArgs.builder()
                        .fileSystemId(files.id())
                        .policy(files.arn().applyValue(FileStore::onlyByTls))
                        .build(),
                owned());
        accessPoint = new AccessPoint(
                named("app"),
                AccessPointArgs.builder()
                        .fileSystemId(files.id())
                        .posixUser(AccessPointPosixUserArgs.builder()
                                .uid(owner)
                                .gid(owner)
                                .build())
                        .rootDirectory(AccessPointRootDirectoryArgs.builder()
                                .path("/app")
                                .creationInfo(AccessPointRootDirectoryCreationInfoArgs.builder()
                                        .ownerUid(owner)
                                        .ownerGid(owner)
                                        .permissions("0750")
                                        .build())
                                .build())
                        .tags(nameTag("app"))
                        .build(),
                owned());
        for (var zone = 1; zone <= network.isolated().size(); zone++) {
            mounts.add(new MountTarget(
                    named("zone-" + zone),
                    MountTargetArgs.builder()
                            .fileSystemId(files.id())
                            .subnetId(network.isolated().get(zone - 1))
                            .securityGroups(Output.all(group.id()))
                            .build(),
                    owned()));
        }
        registerOutputs();
    }

    public SecurityGroup group() {
        return group;
    }

    public Output<String> id() {
        return files.id();
    }

    public Output<String> arn() {
        return files.arn();
    }

    public Output<String> accessPointId() {
        return accessPoint.id();
    }

    public Output<String> accessPointArn() {
        return accessPoint.arn();
    }

    /** The mount targets, one in each zone, which tasks need before they can start. */
    public List<Resource> mounts() {
        return mounts;
    }

    /** EFS.3, CKV_AWS_97: clients must authenticate with IAM and use TLS. */
    private static String onlyByTls(String arn) {
        return IamPolicy.builder().addStatement(TlsOnly.deny("*", arn)).build().toJson();
    }
}
