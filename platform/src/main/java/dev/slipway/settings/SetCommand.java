package dev.slipway.settings;

/** The command that sets what is missing, in backticks, so that it is printed in one piece. */
final class SetCommand {

    private SetCommand() {}

    static String of(StackConfig config, Knob knob, String path) {
        return of(config, knob.shape() instanceof Shape.Many ? path + "[0]" : path, knob.form());
    }

    /** @param form what to write, in words: {@code a host name} */
    static String of(StackConfig config, String path, String form) {
        var key = path.startsWith(Knob.AWS) ? path : config.project() + ":" + path;
        var command = new StringBuilder("`pulumi config set -s ").append(config.stack());
        if (path.contains(".") || path.contains("[")) {
            command.append(" --path");
        }
        if (form.contains("digits")) {
            command.append(" --type string"); // else Pulumi writes a number, and zeros in front are lost
        }
        command.append(' ').append(path.contains("[") ? "'" + key + "'" : key);
        return command.append(" <")
                .append(form.replaceFirst("^an? ", "").replaceFirst(" (in|of) .*", ""))
                .append(">`")
                .toString();
    }
}
