package dev.slipway.settings;

import java.util.List;
import java.util.Optional;

/**
 * The settings of an account's foundation.
 */
public record FoundationSettings(
        @Setting("The account and region: the keys that begin with aws:.")
        AccountSettings account,

        @Setting(value = "The resources that all environments of an account share.")
        Shared foundation,

        @Setting(
                value =
                        "Guardrails that resources of this stack may violate, each until a day, or because somebody decided so.",
                defaultValue = "[]")
        List<ExceptionSettings> exceptions)
        implements Settings {

    /** The resources that all environments of an account share. */
    public record Shared(
            @Setting(
                    value =
                            "The GitHub repository that may deploy. With GitHub's ids of owner and repository, a later repository of the same name may not; a repository that was created, renamed or transferred after 2026-07-15 needs them.",
                    example = "acme@123456/orders@456789",
                    pattern = "[A-Za-z0-9][A-Za-z0-9-]{0,38}(/[A-Za-z0-9._-]{1,100}"
                            + "|@[1-9][0-9]{0,18}/[A-Za-z0-9._-]{1,100}@[1-9][0-9]{0,18})",
                    form = "owner@id/name@id, or owner/name")
            String repository,

            @Setting(
                    value =
                            "Whether this stack creates the account's GitHub OIDC provider, or looks up an existing one.",
                    defaultValue = "create")
            Presence oidcProvider,

            @Setting(
                    value = "The DNS zone that contains the host names of all environments.",
                    example = "acme.dev",
                    pattern = Patterns.HOST_NAME,
                    form = "a domain in lower case",
                    suggestion = Suggestion.HOST_NAME)
            String zone,

            @Setting(
                    value = "Whether this stack creates the hosted zone, or looks up an existing one.",
                    defaultValue = "create")
            Presence hostedZone,

            @Setting(
                    value = "The id of the existing hosted zone, if several have its name.",
                    example = "Z0123456789ABCDEFGHIJ",
                    pattern = "Z[A-Z0-9]{1,31}",
                    form = "a hosted zone's id")
            Optional<String> zoneId,

            @Setting(
                    value = "The environments that get a deploy and a preview role.",
                    defaultValue = "[\"staging\", \"prod\"]",
                    min = 1,
                    max = 10,
                    pattern = Patterns.STACK_NAME,
                    form = "a stack's name")
            List<String> environments,

            @Setting(
                    value =
                            "The environments that a pull request may preview; others are previewed from main. Do not list production: anyone who can preview a stack can read its secrets.",
                    defaultValue = "[\"staging\"]",
                    pattern = "[a-z][a-z0-9-]{0,19}",
                    form = "a stack's name")
            List<String> pullRequestPreviews,

            @Setting(
                    value = "The environments that are deliberately deployed without a reviewer's approval.",
                    defaultValue = "[]",
                    pattern = "[a-z][a-z0-9-]{0,19}",
                    form = "a stack's name")
            List<String> unreviewed,

            @Setting(
                    value = "The account's monthly budget, in US dollars.",
                    defaultValue = "200",
                    min = 1,
                    max = 10_000_000)
            int monthlyBudget,

            @Setting(
                    value = "The e-mail addresses that are notified when the budget is about to be exceeded.",
                    example = "[\"team@acme.dev\"]",
                    min = 1,
                    max = 10,
                    pattern = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+",
                    form = "an e-mail address")
            List<String> budgetEmails,

            @Setting(
                    value =
                            "How many of the newest images the registry keeps, besides the last 1,000 that were promoted to each environment.",
                    defaultValue = "100",
                    min = 10,
                    max = 1000)
            int keepImages,

            @Setting(
                    value =
                            "ARNs of existing SSM parameters and Secrets Manager secrets that services may read; * stands for any text.",
                    defaultValue = "[]",
                    max = 20,
                    example = "[\"arn:aws:secretsmanager:eu-central-1:123456789012:secret:shared/*\"]",
                    pattern =
                            "arn:aws:(ssm:[a-z0-9-]+:\\d{12}:parameter/|secretsmanager:[a-z0-9-]+:\\d{12}:secret:)[A-Za-z0-9/_+=.@*-]+",
                    form = "the ARN of a parameter or secret")
            List<String> sharedSecrets,

            @Setting(
                    value = "Ids of existing VPCs that environments may use.",
                    defaultValue = "[]",
                    max = 5,
                    example = "[vpc-0123456789abcdef0]",
                    pattern = "vpc-([0-9a-f]{8}|[0-9a-f]{17})",
                    form = "a VPC's id such as vpc-0123456789abcdef0")
            List<String> sharedVpcs,

            @Setting(
                    value =
                            "Whether deploy and preview roles may read the secrets <project>/<stack>/*, in which a client secret of balancer.signIn is.",
                    defaultValue = "false")
            boolean signInSecrets) {}

    /** Whether this stack creates a resource, or looks up an existing one. */
    public enum Presence {
        CREATE,
        LOOKUP
    }
}
