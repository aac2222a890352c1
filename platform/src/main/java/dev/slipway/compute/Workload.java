package dev.slipway.compute;

import com.pulumi.core.Output;
import dev.slipway.component.NamedParts;
import dev.slipway.data.Database;
import dev.slipway.data.FileStore;
import dev.slipway.data.Parameters;
import dev.slipway.observe.Logs;

/**
 * What a task runs and what it needs around it.
 *
 * @param service the service's name in logs, metrics and tokens: the project's
 * @param environment the environment's name there: the stack's
 * @param imageUri the image by its digest
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
