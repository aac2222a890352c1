package dev.slipway.settings.stack;

/** The command that sets what is missing, in backticks, so that it is printed in one piece. */
public final class SetCommand {

    private SetCommand() {}

    /**
     * Right under {@code config:} a list is written whole, as text: so that it works whatever stood there before, and
     * Pulumi takes no account id for a number.
     *
     * @param form what to write, in words: {@code a host name}
     */
    public static String of(StackConfig config, String path, String form) {
        var key = path.startsWith(StackConfig.AWS) ? path : config.project() + ":" + path;
        var value = "<" + form.replaceFirst("^an? ", "").replaceFirst(" (in|of) .*", "") + ">";
        var start = "`pulumi config set -s " + config.stack() + " ";
        if (path.contains(".")) {
            return start + "--path " + (path.contains("[") ? "'" + key + "'" : key) + " " + value + "`";
        }
        return path.endsWith("[0]")
                ? start + key.replace("[0]", "") + " '[\"" + value + "\"]'`"
                : start + key + " " + value + "`";
    }
}
