package dev.slipway.settings;

import java.util.Optional;

/**
 * The identity provider with which the load balancer signs users in: an OIDC provider, or a user pool of Cognito ("Authenticate
 * users using an Application Load Balancer").
 */
public record SignInSettings(
        @Setting(
                value = "The issuer of an OIDC provider.",
                example = "https://login.acme.dev",
                pattern = SignInSettings.URL,
                form = "an https:// URL")
        Optional<String> issuer,

        @Setting(
                value = "The provider's authorization endpoint.",
                example = "https://login.acme.dev/authorize",
                pattern = SignInSettings.URL,
                form = "an https:// URL")
        Optional<String> authorizationEndpoint,

        @Setting(
                value = "The provider's token endpoint.",
                example = "https://login.acme.dev/token",
                pattern = SignInSettings.URL,
                form = "an https:// URL")
        Optional<String> tokenEndpoint,

        @Setting(
                value = "The provider's user info endpoint.",
                example = "https://login.acme.dev/userinfo",
                pattern = SignInSettings.URL,
                form = "an https:// URL")
        Optional<String> userInfoEndpoint,

        @Setting(
                value =
                        "The Secrets Manager secret whose text is the client secret: <project>/<stack>/ and a name. It needs foundation.signInSecrets.",
                example = "slipway/staging/oidc-client",
                pattern = "[a-z0-9-]+/[a-z0-9-]+/[A-Za-z0-9/_+=.@-]{1,400}",
                form = "a secret's name such as slipway/staging/oidc-client")
        Optional<String> clientSecret,

        @Setting(
                value = "The ARN of a user pool of Cognito, instead of an OIDC provider.",
                example = "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_aBcDeFgHi",
                pattern = "arn:aws:cognito-idp:[a-z0-9-]+:\\d{12}:userpool/[A-Za-z0-9_-]+",
                form = "the ARN of a user pool")
        Optional<String> userPool,

        @Setting(
                value = "The user pool's domain: its prefix, or its custom domain.",
                example = "acme-orders",
                pattern = "[a-z0-9.-]{1,63}",
                form = "a domain's prefix or a custom domain")
        Optional<String> userPoolDomain,

        @Setting(
                value = "The client's id at the provider or user pool.",
                example = "orders",
                pattern = "[!-~]{1,1024}",
                form = "a client id")
        Optional<String> clientId) {

    static final String URL = "https://[!-~]{1,1000}";
}
