package dev.slipway.compute;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import dev.slipway.architecture.ServiceSpec;
import dev.slipway.data.Database;
import dev.slipway.data.FileStore;
import dev.slipway.data.Parameters;
import dev.slipway.network.SecurityGroup;

import java.util.List;
import java.util.stream.Stream;

/**
 * What tasks of every kind need: a security group, parameters and a task definition. They are children of the service or job.
 *
 * @param needs the resources that must exist before a task can start
 */
record ServiceTasks(SecurityGroup group, Parameters parameters, Output<String> definition, List<Resource> needs) {

    /** Creates them as children of a component of this name. */
    static ServiceTasks of(String name, ServiceSpec spec, Shared shared, ComponentResourceOptions part) {
        var settings = shared.settings().service(spec.name());
        var network = shared.network();
        var group =
                new SecurityGroup(name + "-tasks", spec.name(), "The tasks of " + spec.name(), network.vpcId(), part);
        shared.database()
                .filter(_ -> spec.database())
                .ifPresent(store -> store.group().allowFrom(group, Database.PORT, "Tasks use the database"));
        var files = shared.files().filter(_ -> spec.files());
        files.ifPresent(store -> store.group().allowFrom(group, FileStore.PORT, "Tasks mount the file system"));
        network.egress().openTo(group);
        var instances = shared.database().filter(_ -> spec.database()).map(Database::instances);
        var parameters = new Parameters(
                name + "-parameters",
                shared.path() + "/" + spec.name(),
                spec.serves() ? settings.apiKeys() : List.of(),
                settings.ownSecrets(),
                part);
        var definition = new TaskDefinition(name + "-task", spec, shared, parameters, part);
        return new ServiceTasks(
                group,
                parameters,
                definition.arn(),
                Stream.of(
                                List.<Resource>of(shared.logs().service(spec.name())),
                                definition.rights(),
                                network.egress().routes(),
                                instances.orElse(List.of()),
                                files.map(FileStore::mounts).orElse(List.of()),
                                parameters.all())
                        .flatMap(List::stream)
                        .toList());
    }
}
