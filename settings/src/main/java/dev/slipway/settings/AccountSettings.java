package dev.slipway.settings;

import java.util.List;
import java.util.Optional;

/** The account and region that a stack is deployed to, from the {@code aws:} keys of its file. */
public record AccountSettings(
        @Setting(
                value = "The AWS region.",
                example = "eu-central-1",
                pattern = "[a-z]{2,4}(-[a-z]+)+-\\d",
                form = "a region code",
                suggestion = Suggestion.REGION)
        String region,

        @Setting(
                value = "The only account that this stack may be deployed to; any other is refused.",
                example = "[\"123456789012\"]",
                min = 1,
                max = 1,
                pattern = "\\d{12}",
                form = "an account id of 12 digits",
                suggestion = Suggestion.ACCOUNT)
        List<String> allowedAccountIds,

        @Setting(value = "The AWS CLI profile to sign in with; not needed in CI.")
        Optional<String> profile) {

    /** The account's twelve digits. */
    public String id() {
        return allowedAccountIds.getFirst();
    }
}
