package dev.slipway.toolbox.cli;

import dev.slipway.toolbox.settings.GeneratedFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

@Command(
        name = "settings",
        description = {
            "Prints the reference of all settings, as Markdown.",
            "With --write, writes the files that are generated from the settings' records instead: docs/settings.md, the config: and template: blocks of Pulumi.yaml, and the JSON schema for editors."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  ./slipway settings | less", "  ./slipway settings --write"})
final class SettingsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(names = "--write", description = "Write the generated files.")
    private boolean write;

    @Override
    public Integer call() {
        var out = command.commandLine().getOut();
        if (write) {
            var written = GeneratedFiles.write(StackArgument.directory());
            out.println(written.isEmpty() ? "All generated files are up to date." : "Written:");
            written.forEach(file -> out.println("  " + file));
        } else {
            out.print(GeneratedFiles.page());
            out.flush();
        }
        return 0;
    }
}
