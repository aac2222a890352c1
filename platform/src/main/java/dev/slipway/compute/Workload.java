package dev.slipway.compute;

import com.pulumi.core.Output;
import dev.slipway.data.Database;
import dev.slipway.data.FileStore;
import dev.slipway.data.Parameters;
import dev.slipway.observe.Logs;

/**
 * What a task runs and what it needs around it.
 *
 * @param imageUri the image by its digest
 * @param registryArn the repository that it is pulled from
 */
public record Workload(
        Output<String> imageUri,
        Output<String> registryArn,
        Database database,
        FileStore files,
        Parameters parameters,
        Logs logs) {}
