package dev.slipway.toolbox.cli;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

@Command(name = "diagram", description = "Draws a stack's architecture.")
final class DiagramCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
