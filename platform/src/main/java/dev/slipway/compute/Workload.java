package dev.slipway.compute;

import com.pulumi.core.Output;
import dev.slipway.component.NamedParts;
import dev.slipway.data.Database;
import dev.slipway.data.FileStore;
import dev.slipway.data.Parameters;
import dev.slipway.observe.Logs;

/**
 * The image that a task runs, and the resources that it uses.
 *
 * @param service the service's name in logs, metrics and tokens: the project's name
 * @param environment the environment's name in them: the stack's name
 * @param imageUri the image, by digest
 * @param registryArn the repository that it is pulled from
 */
@NamedParts
public record Workload(
        String service,
        String environment,
        Output<String> imageUri,
        Output<String> registryArn,
        Database database,
        FileStore files,
        Parameters parameters,
        Logs logs) {}
