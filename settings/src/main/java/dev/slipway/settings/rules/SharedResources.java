package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.stack.Problem;

import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What exists in the account and several environments use: the foundation lists it, because it limits their roles. */
public final class SharedResources {

    private SharedResources() {}

    /**
     * Checks what an environment uses against what its foundation allows.
     *
     * @param secrets ARNs of secrets and parameters, in which {@code *} stands for any text
     * @param vpcs ids of VPCs
     */
    public static Stream<Problem> problems(
            EnvironmentSettings settings, Collection<String> secrets, Collection<String> vpcs) {
        return Stream.concat(
                settings.network().existing().vpc().stream()
                        .filter(vpc -> !vpcs.contains(vpc))
                        .map(vpc -> new Problem(
                                "network.existing.vpc",
                                vpc,
                                "is not listed in the foundation's foundation.sharedVpcs",
                                "add it there, and deploy the foundation")),
                settings.services().entrySet().stream()
                        .flatMap(service -> service.getValue().existingSecrets().entrySet().stream()
                                .filter(secret ->
                                        secrets.stream().noneMatch(shared -> covers(shared, secret.getValue())))
                                .map(secret -> new Problem(
                                        "services." + service.getKey() + ".secrets",
                                        secret.getValue(),
                                        "is not covered by the foundation's foundation.sharedSecrets",
                                        "add it there, and deploy the foundation"))));
    }

    /** A suffix of the ARN names a key of the secret's JSON, a stage and a version. */
    private static boolean covers(String shared, String arn) {
        var pattern = Arrays.stream(shared.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return arn.replaceFirst("^((?:[^:]*:){6}[^:]*).*", "$1").matches(pattern);
    }
}
