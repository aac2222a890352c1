package dev.slipway.toolbox.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** The pages' templates, which escape all text. */
public final class Template {

    private Template() {}

    /** Fills the template of this name in this package's resources. */
    public static String filled(String name, Map<String, Object> values) {
        var loader = new ClasspathLoader(Template.class.getClassLoader());
        loader.setPrefix(Template.class.getPackageName().replace('.', '/'));
        var engine = new PebbleEngine.Builder()
                .loader(loader)
                .strictVariables(true)
                .defaultLocale(Locale.ROOT)
                .build();
        var page = new StringWriter();
        try {
            engine.getTemplate(name).evaluate(page, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }
}
