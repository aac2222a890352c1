package dev.slipway.settings.rules;

import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.SignInSettings;
import dev.slipway.settings.stack.Problem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The load balancer signs users in with an OIDC provider or a user pool of Cognito, and needs all properties of it.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html">Authenticate
 *     users using an Application Load Balancer</a>
 */
final class SignInProvider {

    private static final String SECTION = "balancer.signIn";

    private SignInProvider() {}

    static Stream<Problem> problems(EnvironmentSettings settings) {
        var signIn = settings.balancer().signIn();
        var used = settings.services().values().stream().anyMatch(service -> service.signIn());
        var oidc = oidc(signIn);
        var pool = pool(signIn);
        var isOidc = oidc.values().stream().anyMatch(Optional::isPresent);
        var isPool = pool.values().stream().anyMatch(Optional::isPresent);
        if (isOidc && isPool) {
            return Stream.of(new Problem(
                    SECTION,
                    "",
                    "is both an OIDC provider and a user pool",
                    "delete " + String.join(" and ", pool.keySet()) + ", or the rest"));
        }
        if (!isOidc && !isPool) {
            return used || signIn.clientId().isPresent()
                    ? Stream.of(new Problem(
                            SECTION,
                            "",
                            "names no identity provider",
                            "write " + String.join(", ", oidc.keySet()) + " and clientId; or "
                                    + String.join(", ", pool.keySet()) + " and clientId"))
                    : Stream.empty();
        }
        var needed = new LinkedHashMap<>(isOidc ? oidc : pool);
        needed.put("clientId", signIn.clientId());
        return needed.entrySet().stream()
                .filter(property -> property.getValue().isEmpty())
                .map(property -> new Problem(
                        SECTION + "." + property.getKey(), "", "is missing", "write it: the load balancer needs it"));
    }

    private static Map<String, Optional<String>> oidc(SignInSettings signIn) {
        var properties = new LinkedHashMap<String, Optional<String>>();
        properties.put("issuer", signIn.issuer());
        properties.put("authorizationEndpoint", signIn.authorizationEndpoint());
        properties.put("tokenEndpoint", signIn.tokenEndpoint());
        properties.put("userInfoEndpoint", signIn.userInfoEndpoint());
        properties.put("clientSecret", signIn.clientSecret());
        return properties;
    }

    private static Map<String, Optional<String>> pool(SignInSettings signIn) {
        var properties = new LinkedHashMap<String, Optional<String>>();
        properties.put("userPool", signIn.userPool());
        properties.put("userPoolDomain", signIn.userPoolDomain());
        return properties;
    }
}
