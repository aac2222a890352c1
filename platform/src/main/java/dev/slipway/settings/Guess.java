package dev.slipway.settings;

import java.util.Optional;

/** Who finds what was meant by a text that has not its setting's form. */
public enum Guess {
    NONE,
    ACCOUNT,
    REGION,
    HOST_NAME,
    INSTANCE_CLASS;

    /** What to write instead, as a sentence. */
    Optional<String> fix(String written) {
        return switch (this) {
            case NONE -> Optional.empty();
            // The console shows an account's id with hyphens.
            case ACCOUNT ->
                Optional.of(written.replaceAll("\\D", ""))
                        .filter(digits -> digits.length() == 12)
                        .map(digits -> "write \"" + digits + "\"");
            case REGION -> AwsRegion.fix(written);
            case HOST_NAME -> HostName.fix(written);
            case INSTANCE_CLASS -> InstanceClass.fix(written);
        };
    }
}
