package dev.slipway.settings.rules;

import dev.slipway.settings.AccountSettings;
import dev.slipway.settings.EnvironmentSettings;
import dev.slipway.settings.FoundationSettings;
import dev.slipway.settings.Settings;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.SetCommand;
import dev.slipway.settings.stack.StackConfig;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Placeholder values of the template. Plans and rehearsals work with them, but deployments do not.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2606">RFC 2606, reserved names</a>
 */
public final class Placeholders {

    private static final String RESERVED_NAME = "(.*[.@])?example(\\.(com|net|org))?";
    private static final String RESERVED_ACCOUNT = "0{12}";
    private static final String RESERVED_REPOSITORY = "your-org/.*";

    private Placeholders() {}

    /** The settings that must be changed before a stack can be deployed; each fix is the command to run. */
    public static List<Problem> problems(StackConfig config, Settings settings) {
        var account = ids(config, settings.account());
        return Stream.concat(
                        account,
                        switch (settings) {
                            case EnvironmentSettings environment -> environment(config, environment);
                            case FoundationSettings foundation -> foundation(config, foundation.foundation());
                        })
                .toList();
    }

    private static Stream<Problem> ids(StackConfig config, AccountSettings account) {
        return each(
                config,
                "aws:allowedAccountIds",
                account.allowedAccountIds(),
                RESERVED_ACCOUNT,
                "account id of 12 digits");
    }

    private static Stream<Problem> environment(StackConfig config, EnvironmentSettings settings) {
        return Stream.concat(
                one(config, "domain.name", settings.domain().name(), RESERVED_NAME, "host name"),
                each(
                        config,
                        "observability.emails",
                        settings.observability().emails(),
                        RESERVED_NAME,
                        "e-mail address"));
    }

    private static Stream<Problem> foundation(StackConfig config, FoundationSettings.Shared settings) {
        return Stream.of(
                        one(config, "foundation.repository", settings.repository(), RESERVED_REPOSITORY, "owner/name"),
                        one(config, "foundation.zone", settings.zone(), RESERVED_NAME, "domain"),
                        each(
                                config,
                                "foundation.budgetEmails",
                                settings.budgetEmails(),
                                RESERVED_NAME,
                                "e-mail address"))
                .flatMap(found -> found);
    }

    private static Stream<Problem> each(
            StackConfig config, String path, List<String> values, String placeholder, String form) {
        return IntStream.range(0, values.size())
                .boxed()
                .flatMap(i -> one(config, path + "[" + i + "]", values.get(i), placeholder, form));
    }

    private static Stream<Problem> one(StackConfig config, String path, String value, String placeholder, String form) {
        return value.matches(placeholder)
                ? Stream.of(
                        new Problem(path, value, "is the template's placeholder", SetCommand.of(config, path, form)))
                : Stream.empty();
    }
}
