package dev.slipway.settings;

import java.util.List;

/**
 * All that an account's foundation is made from.
 */
public record FoundationSettings(
        @Setting("Where it is: the keys that begin with aws:.")
        AccountSettings account,

        @Setting(value = "What all environments of an account share.")
        Shared foundation)
        implements Settings {

    /** What all environments of an account share. */
    public record Shared(
            @Setting(
                    value =
                            "The GitHub repository that may deploy. With GitHub's ids of both, no later repository of the same"
                                    + " name may; one that was created, renamed or transferred after 2026-07-15 needs them.",
                    example = "acme@123456/orders@456789",
                    pattern = "[A-Za-z0-9][A-Za-z0-9-]{0,38}(/[A-Za-z0-9._-]{1,100}"
                            + "|@[1-9][0-9]{0,18}/[A-Za-z0-9._-]{1,100}@[1-9][0-9]{0,18})",
                    form = "owner@id/name@id, or owner/name")
            String repository,

            @Setting(
                    value = "Whether the account's one GitHub OIDC provider is made here or was made before.",
                    defaultValue = "create")
            Presence oidcProvider,

            @Setting(
                    value = "The DNS zone that all environments' names are in.",
                    example = "acme.dev",
                    pattern = Patterns.HOST_NAME,
                    form = "a domain in lower case",
                    guess = Guess.HOST_NAME)
            String zone,

            @Setting(value = "Whether the hosted zone is made here or was made before.", defaultValue = "create")
            Presence hostedZone,

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
                            "The environments that a pull request may preview; others are previewed from main. No production:"
                                    + " who previews can read what the stack keeps secret.",
                    defaultValue = "[\"staging\"]",
                    pattern = "[a-z][a-z0-9-]{0,19}",
                    form = "a stack's name")
            List<String> pullRequestPreviews,

            @Setting(
                    value =
                            "The environments that are deployed without a reviewer's approval, because the team wants it so.",
                    defaultValue = "[]",
                    pattern = "[a-z][a-z0-9-]{0,19}",
                    form = "a stack's name")
            List<String> unreviewed,

            @Setting(
                    value = "What the account may cost a month, in US dollars.",
                    defaultValue = "200",
                    min = 1,
                    max = 10_000_000)
            int monthlyBudget,

            @Setting(
                    value = "Who is written to when the budget is about to be passed.",
                    example = "[\"team@acme.dev\"]",
                    min = 1,
                    max = 10,
                    pattern = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+",
                    form = "an e-mail address")
            List<String> budgetEmails,

            @Setting(
                    value =
                            "How many of the newest images the registry keeps; the last 1,000 that each environment was promoted to stay besides.",
                    defaultValue = "100",
                    min = 10,
                    max = 1000)
            int keepImages) {}

    /** Whether this stack makes a thing, or finds it. */
    public enum Presence {
        CREATE,
        LOOKUP
    }
}
