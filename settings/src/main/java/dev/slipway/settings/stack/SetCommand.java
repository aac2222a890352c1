package dev.slipway.settings.stack;

/** The command that sets a missing setting, in backticks, so that it is printed on one line. */
public final class SetCommand {

    private SetCommand() {}

    /**
     * A list directly under {@code config:} is set as a whole, as text. The command then works whatever the previous value
     * is, and Pulumi does not read an account id as a number.
     *
     * @param form a description of the value: {@code a host name}
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
