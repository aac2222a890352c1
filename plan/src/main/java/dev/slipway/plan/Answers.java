package dev.slipway.plan;

import java.util.Map;

/**
 * The answers of providers to a program: the properties that are known only after a resource is created.
 *
 * <p>Values are strings, numbers, booleans, and lists and maps of them. The program gets values that are wrapped in a {@link
 * Secret} as secret outputs.
 */
public interface Answers {

    /**
     * The properties that a provider computes when it creates or reads a resource.
     *
     * @param type the type's token, such as {@code aws:rds/instance:Instance}
     * @param name the resource's name in the program
     * @param inputs the program's inputs, with secrets wrapped; for a resource that is read, also its {@code id}
     * @return properties that are added to the inputs to form the resource's state; {@code id} is its id
     */
    Map<String, Object> created(String type, String name, Map<String, Object> inputs);

    /**
     * The result of a provider function.
     *
     * @param token the function's token, such as {@code aws:index/getAvailabilityZones:getAvailabilityZones}
     */
    Map<String, Object> invoked(String token, Map<String, Object> args);

    /**
     * The outputs of another stack, which the program refers to by a {@code StackReference}; secret outputs are wrapped in a
     * {@link Secret}.
     *
     * @param stackName the name in the program's stack reference, such as {@code organization/slipway/foundation}
     * @return empty if that stack was never deployed
     */
    Map<String, Object> stackOutputs(String stackName);
}
