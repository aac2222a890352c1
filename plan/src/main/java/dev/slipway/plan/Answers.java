package dev.slipway.plan;

import java.util.Map;

/**
 * What the providers would answer to a program: the properties that are known only once a resource exists.
 *
 * <p>Values are text, numbers, booleans, lists and maps of them; what is wrapped in a {@link Secret} reaches the program
 * as a secret output.
 */
public interface Answers {

    /**
     * What a provider computes when it makes or reads a resource.
     *
     * @param type the type's token, such as {@code aws:rds/instance:Instance}
     * @param name the resource's name in the program
     * @param inputs what the program set, secrets wrapped; for a resource that is read, its {@code id} too
     * @return properties that are laid on top of the inputs and make up the resource's state; {@code id} is its id
     */
    Map<String, Object> created(String type, String name, Map<String, Object> inputs);

    /**
     * What a provider's function returns.
     *
     * @param token the function's token, such as {@code aws:index/getAvailabilityZones:getAvailabilityZones}
     */
    Map<String, Object> invoked(String token, Map<String, Object> args);

    /**
     * The outputs of another stack, which the program refers to by a {@code StackReference}; those that are wrapped in a
     * {@link Secret} are its secret outputs.
     *
     * @param stackName the name as the program gives it, such as {@code organization/slipway/foundation}
     * @return empty when that stack was never raised
     */
    Map<String, Object> stackOutputs(String stackName);
}
