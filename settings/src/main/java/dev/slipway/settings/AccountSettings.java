package dev.slipway.settings;

import java.util.List;
import java.util.Map;
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
        Optional<String> profile,

        @Setting(value = "Tags for all resources, besides those of Slipway.", defaultValue = "{}")
        DefaultTags defaultTags,

        @Setting(value = "A role to assume for all calls.", defaultValue = "{}")
        AssumeRole assumeRole) {

    /** Tags for all resources. */
    public record DefaultTags(
            @Setting(
                    value = "The tags: at most 40, each name at most 128 and each value at most 256 characters.",
                    defaultValue = "{}",
                    example = "{CostCenter: \"4711\"}",
                    pattern = "(?!(?i)aws:)[A-Za-z0-9 _.:/=+@-]{1,128}",
                    form = "letters, digits, spaces and _.:/=+@-, not beginning with aws:")
            Map<String, String> tags) {}

    /** A role that the provider assumes. */
    public record AssumeRole(
            @Setting(
                    value = "The role's ARN.",
                    example = "arn:aws:iam::123456789012:role/deployer",
                    pattern = "arn:aws:iam::\\d{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}",
                    form = "a role's ARN such as arn:aws:iam::123456789012:role/deployer")
            Optional<String> roleArn,

            @Setting(
                    value = "The external id that the role's trust policy requires.",
                    pattern = "[A-Za-z0-9_+=,.@:/-]{2,1224}",
                    form = "letters, digits and _+=,.@:/-")
            Optional<String> externalId,

            @Setting(
                    value = "The name of the session in CloudTrail.",
                    pattern = "[A-Za-z0-9_+=,.@-]{2,64}",
                    form = "letters, digits and _+=,.@-")
            Optional<String> sessionName) {}

    /** The account's twelve digits. */
    public String id() {
        return allowedAccountIds.getFirst();
    }
}
